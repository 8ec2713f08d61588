using System.Reflection;
using Gatehouse.Doctor.Hypotheses;

namespace Gatehouse.Doctor.Rules;

/// <summary>All rules, found by their type.</summary>
internal sealed class RuleBook
{
    /// <summary>The rules of this assembly.</summary>
    public static RuleBook Standard { get; } = new(Discover());

    public RuleBook(IReadOnlyList<Rule> rules) => Rules = rules;

    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>All clues. A rule that breaks gives none and is named in <paramref name="broken"/>: one rule's fault never ends an examination.</summary>
    public IReadOnlyList<Clue> Examine(CaseFile file, ICollection<string> broken)
    {
        var clues = new List<Clue>();
        foreach (var rule in Rules)
        {
            try
            {
                clues.AddRange(rule.Examine(file).Select(clue => clue with { Rule = rule.Name }));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                broken.Add($"{rule.Name}: {exception.GetType().Name}");
            }
        }

        return [.. Contexts.Read(file, clues)];
    }

    private static List<Rule> Discover() =>
        [
            .. typeof(RuleBook)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract)
                .Where(type => type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, []) is not null)
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => (Rule)Activator.CreateInstance(type)!),
        ];
}
