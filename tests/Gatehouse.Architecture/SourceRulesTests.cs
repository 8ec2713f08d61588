using Gatehouse.Architecture.Rules;

namespace Gatehouse.Architecture;

public class SourceRulesTests
{
    [Fact]
    public void Every_source_file_keeps_the_rules()
    {
        var offences = Repository
            .Sources("src")
            .Concat(Repository.Sources("tests"))
            .SelectMany(path => SourceRules.Offences(Repository.Relative(path), File.ReadAllText(path)));
        Offences.AreNone(offences);
    }

    [Theory]
    [InlineData("src/Gatehouse.Decisions/Helpers/Text.cs", "internal static class Text { }")]
    [InlineData("src/Gatehouse.Decisions/A.cs", "public class A { }\npublic class B { }")]
    [InlineData("src/Gatehouse.Gateway/A.cs", "internal class A { string s = \"Basic realm=x\"; }")]
    [InlineData("src/Gatehouse.Gateway/A.cs", "internal class A { } // TO" + "DO later")]
    public void A_planted_offender_is_found(string path, string text) =>
        Assert.Single(SourceRules.Offences(path, text));
}
