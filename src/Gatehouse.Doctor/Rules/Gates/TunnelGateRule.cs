using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Gates;

/// <summary>The forwarded port of a workspace or tunnel is private: its own gate answers before the application.</summary>
[Names("credentials.second-gate")]
internal sealed class TunnelGateRule : Rule
{
    private static readonly string[] Hosts =
    [
        ".app.github.dev",
        ".githubpreview.dev",
        ".gitpod.io",
        ".devtunnels.ms",
        ".cloudworkstations.dev",
        ".csb.app",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Request.Url: { } url, Answer: { Status: 401 or 302 or 303 or 307 or 403 } answer } main
            || Array.Find(Hosts, host => url.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)) is not { } host
        )
        {
            yield break;
        }

        var own =
            answer.Headers["X-Served-By"]?.Contains("tunnel", StringComparison.OrdinalIgnoreCase) == true
            || (Places.LocationOf(main) is { } place && place.Host != url.Host)
            || answer.Body.Length == 0 && !answer.Headers.Has("WWW-Authenticate");
        yield return new Clue(
            Causes.Credentials.SecondGate,
            own ? Strength.Decisive : Strength.Moderate,
            $"{host} forwards the port of a workspace, and a private port has a gate of its own that answers before the application"
        )
        {
            Source = main.Source,
            Remedy =
                $"Make the port public, or send the gate's own token (X-Github-Token, X-Tunnel-Authorization) beside yours",
        };
    }
}
