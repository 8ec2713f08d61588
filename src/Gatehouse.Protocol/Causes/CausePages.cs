using System.Globalization;
using System.Text;

namespace Gatehouse.Protocol.Causes;

/// <summary>The catalogue as Markdown: one page for each cause and an index.</summary>
public static class CausePages
{
    private static readonly (Party Party, string Heading)[] Parties =
    [
        (Party.Caller, "What the caller can do"),
        (Party.Operator, "What the operator can do"),
        (Party.Provider, "What the identity provider can do"),
        (Party.Network, "What whoever runs the network can do"),
    ];

    /// <summary>All files of the folder, by name and content: the index first, then a page for each cause.</summary>
    public static IEnumerable<(string FileName, string Content)> All() =>
        Causes.All.Select(cause => (FileNameOf(cause), Render(cause))).Prepend(("README.md", RenderIndex()));

    /// <summary>The page of one cause.</summary>
    public static string Render(Cause cause)
    {
        var text = CauseTexts.For(cause, CauseTexts.DefaultLanguage);
        var page = new StringBuilder();
        Line(page, $"# {text.Title}");
        Line(page, $"`{cause.Id}`");
        Facts(page, cause);
        Line(page, "## What outsiders are told");
        Line(page, Masking(cause) + text.Detail);
        if (text.Placeholders.Count > 0)
        {
            Line(page, $"Where a value is not known: {text.DetailPlain}");
        }

        Line(page, "## What the operator is told");
        Line(page, text.Operator);
        foreach (var (party, heading) in Parties)
        {
            Section(page, heading, text.Fixes(party));
        }

        Section(page, "When the same credentials have failed already", text.Repeated);
        return page.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The index: every cause with its status, who can fix it and its title.</summary>
    public static string RenderIndex()
    {
        var page = new StringBuilder();
        Line(page, "# The catalogue of causes");
        Line(
            page,
            "Every reason for which a request can be refused has one entry. \"Doctor\" marks those that are only ever "
                + "seen from outside, on other servers; all others are decided by the gateway too."
        );
        page.Append("| Cause | Status | Fixed by | Decided by | Title |\n|---|---|---|---|---|\n");
        foreach (var cause in Causes.All)
        {
            var title = CauseTexts.For(cause, CauseTexts.DefaultLanguage).Title;
            var decider = cause.OutsideOnly ? "doctor" : "gateway";
            page.Append(
                CultureInfo.InvariantCulture,
                $"| [`{cause.Id}`]({FileNameOf(cause)}) | {StatusOf(cause)} | {NameOf(cause.FixedBy)} | {decider} | {title} |\n"
            );
        }

        return page.ToString();
    }

    private static string FileNameOf(Cause cause) => cause.Id + ".md";

    private static void Facts(StringBuilder page, Cause cause)
    {
        page.Append("| | |\n|---|---|\n");
        Row(page, cause.OutsideOnly ? "Status, most often" : "Status", StatusOf(cause));
        Row(page, "OAuth error", cause.OAuthError is { } error ? $"`{error}`" : null);
        Row(page, "IIS number", cause.IisSubstatus);
        Row(page, "gRPC status", cause.GrpcStatus.ToString(CultureInfo.InvariantCulture));
        Row(page, "Fixed by", NameOf(cause.FixedBy));
        Row(page, "Next step", $"`{cause.Next.ToName()}`");
        Row(page, "Number in references", cause.Number.ToString(CultureInfo.InvariantCulture));
        Row(page, "Decided by", cause.OutsideOnly ? "the doctor alone, from outside" : "the gateway");
        page.Append('\n');
    }

    private static string Masking(Cause cause)
    {
        if (cause.Public == cause)
        {
            return "";
        }

        var mask = $"[`{cause.Public.Id}`]({FileNameOf(cause.Public)})";
        return cause.ToldToOwner
            ? $"Strangers see {mask} in its place; only somebody who has just given the right password is told: "
            : $"They see {mask} in its place: ";
    }

    private static string StatusOf(Cause cause) =>
        cause.Status == 0 ? "no answer" : cause.Status.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(Party party) =>
        party switch
        {
            Party.Caller => "caller",
            Party.Operator => "operator",
            Party.Provider => "provider",
            _ => "network",
        };

    private static void Section(StringBuilder page, string heading, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        Line(page, "## " + heading);
        foreach (var item in items)
        {
            page.Append("- ").Append(item).Append('\n');
        }

        page.Append('\n');
    }

    private static void Row(StringBuilder page, string name, string? value)
    {
        if (value is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {value} |\n");
        }
    }

    private static void Line(StringBuilder page, string text) => page.Append(text).Append("\n\n");
}
