using System.Xml.Linq;
using Gatehouse.Architecture.Rules;

namespace Gatehouse.Architecture;

public class ProjectArrowsTests
{
    [Fact]
    public void Every_project_knows_only_what_it_may()
    {
        var offences = Repository
            .Projects("src")
            .SelectMany(path => ProjectArrows.Offences(Path.GetFileNameWithoutExtension(path), XDocument.Load(path)));
        Offences.AreNone(offences);
    }

    [Theory]
    [InlineData("Gatehouse.Protocol", "<PackageReference Include=\"Dapper\" />")]
    [InlineData("Gatehouse.Protocol", "<PackageReference Include=\"System.Text.Json\" />")]
    [InlineData(
        "Gatehouse.Decisions",
        "<ProjectReference Include=\"../Gatehouse.Storage/Gatehouse.Storage.csproj\" />"
    )]
    [InlineData("Gatehouse.Decisions", "<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />")]
    [InlineData("Gatehouse.Gateway", "<PackageReference Include=\"Dapper\" />")]
    [InlineData(
        "Gatehouse.Storage",
        "<ProjectReference Include=\"..\\Gatehouse.AspNetCore\\Gatehouse.AspNetCore.csproj\" />"
    )]
    [InlineData("Gatehouse.Storage", "<Reference Include=\"Yarp.ReverseProxy\" />")]
    [InlineData("Gatehouse.Utils", "")]
    public void A_planted_offender_is_found(string project, string item)
    {
        var file = XDocument.Parse($"<Project><ItemGroup>{item}</ItemGroup></Project>");
        Assert.Single(ProjectArrows.Offences(project, file));
    }

    [Fact]
    public void Every_project_stands_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Gatehouse.slnx"));
        Assert.All(
            Repository.Projects("src").Concat(Repository.Projects("tests")),
            path => Assert.Contains(Repository.Relative(path), solution, StringComparison.Ordinal)
        );
    }
}
