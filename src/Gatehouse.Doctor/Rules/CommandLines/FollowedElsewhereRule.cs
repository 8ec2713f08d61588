using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.CommandLines;

/// <summary>A command that follows redirects to another origin, where its credentials are not sent.</summary>
[Names("header.stripped-by-redirect")]
internal sealed class FollowedElsewhereRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Note<CommandLine>() is not { Follows: true, SendsCredentialsOn: false } line
            || file.First(ProbeIntent.Supplied)
                is not { Request.Url: { } url, Answer: { IsRedirect: true } answer } sent
            || !sent.Request.Headers.Any(field =>
                field.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            )
            || !Uri.TryCreate(url, answer.Headers["Location"], out var next)
            || (next.Host == url.Host && next.Port == url.Port && next.Scheme == url.Scheme)
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Header.StrippedByRedirect,
            Strength.Decisive,
            $"The server redirects to {next.GetLeftPart(UriPartial.Authority)}, and {line.Program} sends Authorization to {url.GetLeftPart(UriPartial.Authority)} alone"
        )
        {
            Source = sent.Source,
            Remedy = $"Ask {next.GetLeftPart(UriPartial.Path)} directly",
        };
    }
}
