using System.Globalization;
using System.Text.RegularExpressions;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Labs;

public sealed partial class LabCurlTests(LabFixture fixture)
{
    private const string Boundary = "--- cured ---";

    [Theory]
    [MemberData(nameof(LabFixture.Ids), MemberType = typeof(LabFixture))]
    public async Task The_lines_that_the_lab_shows_meet_the_cause_and_cure_it(string id)
    {
        var described = await fixture.DescribeAsync(id);
        var folder = Directory.CreateTempSubdirectory("gatehouse-lab-");
        try
        {
            var printed = await Shell.RunAsync(
                $"cd '{folder.FullName}'\n{described["meet"]}\necho; echo '{Boundary}'\n{described["cure"]}"
            );
            var parts = printed.Split(Boundary);
            Assert.Equal(((int)described["status"]!, 200), (LastStatus(parts[0]), LastStatus(parts[1])));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // 0 where curl got no answer at all.
    private static int LastStatus(string printed) =>
        StatusLine().Matches(printed) is [.., var last]
            ? int.Parse(last.Groups["status"].Value, CultureInfo.InvariantCulture)
            : 0;

    // Not at the beginning of a line alone: the body before it may have ended without one.
    [GeneratedRegex(@"HTTP/[\d.]+ (?<status>\d{3})[^\r\n]*\r?\n[A-Za-z-]+:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusLine();
}
