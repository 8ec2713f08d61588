using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Reports;

namespace Gatehouse.Doctor.Tests.Reports;

public partial class ReportHtmlTests
{
    [Fact]
    public void It_loads_and_runs_nothing()
    {
        var page = Write("<script>alert(1)</script>\"><img src=https://evil.example/x onerror=alert(1)>");
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<a ", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_policy_allows_its_own_style_alone()
    {
        var page = Write("x");
        var style = Style().Match(page).Groups["style"].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains(
            $"content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\"",
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void It_holds_the_evidence_the_requests_and_a_letter()
    {
        var page = Write("x");
        Assert.Contains("<td>Challenge</td><td>+2.0</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>Nothing</td><td>-1.0</td>", page, StringComparison.Ordinal);
        Assert.Contains("1. as given: 401", page, StringComparison.Ordinal);
        Assert.Contains("X-Request-Id: req-77", page, StringComparison.Ordinal);
        Assert.Contains("Subject: GET https://api.example/orders is answered with 401", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_block_that_scrolls_has_a_name_and_can_be_reached() =>
        Assert.Equal(
            Write("x").Split("<pre").Length,
            Write("x").Split("<pre tabindex=\"0\" role=\"region\" aria-label=\"").Length
        );

    private static string Write(string body)
    {
        var file = Some.Case(
            Some.Get(),
            Some.Status(401, body, ("X-Request-Id", "req-77"), ("WWW-Authenticate", "Basic realm=\"" + body + "\""))
        );
        return ReportHtml.Write(Examined.Of(file), new Redaction(file), "en");
    }

    [GeneratedRegex("<style>(?<style>[^<]*)</style>", RegexOptions.NonBacktracking)]
    private static partial Regex Style();
}
