using System.Text.RegularExpressions;
using Gatehouse.Doctor.Texts;

namespace Gatehouse.Doctor.Tests.Texts;

public partial class DoctorTextsTests
{
    private static readonly IReadOnlyList<(string Namespace, string Template)> All = Templates.In(
        typeof(DoctorTexts).Assembly
    );

    public static TheoryData<string> Languages { get; } =
    [.. DoctorTexts.Languages.Where(language => language != DoctorTexts.DefaultLanguage)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_sentence_is_translated(string language)
    {
        var missing = All.Select(found => found.Template)
            .Where(template => HasWords(template) && !DoctorTexts.Of(language).ContainsKey(template))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_translation_has_the_holes_of_its_template(string language) =>
        Assert.All(DoctorTexts.Of(language), pair => Assert.Equal(HolesOf(pair.Key), HolesOf(pair.Value)));

    [Fact]
    public void Sentences_are_found_as_they_are_at_run_time()
    {
        FormattableString sentence = $"The answer comes out of a cache ({1}) and {2:0}";
        var found = Templates.In(typeof(DoctorTextsTests).Assembly).Select(found => found.Template);
        Assert.Contains(sentence.Format, found);
    }

    [Theory]
    [InlineData("ru_RU.UTF-8", null, "ru")]
    [InlineData("en_GB.UTF-8", "ru_RU.UTF-8", "ru")]
    [InlineData("C.UTF-8", null, "en")]
    [InlineData(null, null, "en")]
    public void The_language_is_the_environment_s(string? lang, string? all, string language) =>
        Assert.Equal(
            language,
            DoctorTexts.Choose(name =>
                name switch
                {
                    "LANG" => lang,
                    "LC_ALL" => all,
                    _ => null,
                }
            )
        );

    [Fact]
    public void Where_a_translation_is_missing_the_English_stands() =>
        Assert.Equal("no such {0}", DoctorTexts.In("ru", "no such {0}"));

    private static bool HasWords(string template) => Letters().IsMatch(Holes().Replace(template, string.Empty));

    private static IEnumerable<string> HolesOf(string template) =>
        Holes()
            .Matches(template)
            .Select(match => match.Value)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[0-9]+[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Holes();

    [GeneratedRegex(@"\p{L}", RegexOptions.NonBacktracking)]
    private static partial Regex Letters();
}
