using Gatehouse.Architecture.Rules;

namespace Gatehouse.Architecture;

public class OutsideWordsTests
{
    [Fact]
    public void Nothing_in_the_repository_points_outside_it()
    {
        var offences = Repository
            .Texts()
            .SelectMany(path => OutsideWords.Offences(Repository.Relative(path), File.ReadAllText(path)));
        Offences.AreNone(offences);
    }

    [Fact]
    public void The_tree_that_is_read_holds_sources_documents_and_scripts()
    {
        var texts = Repository.Texts().Select(Repository.Relative).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string>(["gatehouse", "README.md", "eng/Yarp.props", ".ci/run"], StringComparer.Ordinal),
            texts
        );
        Assert.DoesNotContain(texts, path => path.Contains("/obj/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("see /wo" + "rk/notes", "docs/a.md:1: a folder of one machine: /wo" + "rk/")]
    [InlineData("one\n// from /ho" + "me/someone", "docs/a.md:2: a path of a machine: /ho" + "me/s")]
    [InlineData("https://api.nu" + "get.org/v3", "docs/a.md:1: the host of a package registry: api.nu" + "get.org")]
    [InlineData("mends iss" + "ue #12", "docs/a.md:1: a number of an issue or pull request: iss" + "ue #12")]
    [InlineData(
        "as req" + "uirements.md says",
        "docs/a.md:1: a paper that is not in the repository: req" + "uirements.md"
    )]
    [InlineData("made in a work" + "tree", "docs/a.md:1: a word about how it was made: work" + "tree")]
    public void A_planted_offender_is_found(string text, string offence) =>
        Assert.Equal([offence], OutsideWords.Offences("docs/a.md", text));

    [Fact]
    public void The_doctor_may_name_the_hosts_and_paths_of_others_and_no_folder_of_its_own()
    {
        Assert.Empty(OutsideWords.Offences("src/Gatehouse.Doctor/a.cs", "https://api.nu" + "get.org/v3 /ro" + "ot/x"));
        Assert.Single(OutsideWords.Offences("src/Gatehouse.Doctor/a.cs", "see /wo" + "rk/notes"));
    }

    [Theory]
    [InlineData("https://issuer.example/work/token")]
    [InlineData("the agent's User-Agent field")]
    [InlineData("GH-7K3M9-QX2C4-0V8RT-5WZAB-NDEFG-H")]
    [InlineData("RFC 9110 section 11.6.1")]
    public void Ordinary_text_is_no_offender(string text) => Assert.Empty(OutsideWords.Offences("docs/a.md", text));
}
