namespace Gatehouse.Doctor.Rules;

/// <summary>
/// One way to recognise something. It looks at all that is known so far and gives clues; it sends nothing, keeps nothing,
/// and is asked again whenever more is known. Every class that derives from it and has a constructor without parameters
/// is in the rule book: adding a rule touches its own file alone.
/// </summary>
internal abstract class Rule
{
    /// <summary>Its name in explanations: the class's, without <c>Rule</c>.</summary>
    public string Name
    {
        get
        {
            var name = GetType().Name;
            return name.EndsWith("Rule", StringComparison.Ordinal) ? name[..^4] : name;
        }
    }

    /// <summary>What is known speaks for and against these.</summary>
    public abstract IEnumerable<Clue> Examine(CaseFile file);
}
