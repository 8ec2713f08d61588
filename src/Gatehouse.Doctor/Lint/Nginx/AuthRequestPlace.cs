using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Nginx;

/// <summary>The place that auth_request asks: it must be there, get no body, and hold large answers.</summary>
internal sealed class AuthRequestPlace : NginxCheck
{
    protected override IEnumerable<Fault> Examine(Directive root)
    {
        foreach (var request in root.All("auth_request").Where(request => request[0].StartsWith('/')))
        {
            var asked = request[0];
            var places = root.All("location").Where(place => Covers(place, asked)).ToList();
            if (places.Count == 0)
            {
                if (root.All("include").Any())
                {
                    continue;
                }

                yield return Ill(
                    request,
                    Causes.Refusal.AsServerError,
                    Strength.Strong,
                    $"No location serves {asked}: each request ends in an error or with the application's own answer",
                    $"location = {asked} {{ internal; proxy_pass http://127.0.0.1:4180; }}"
                );
                continue;
            }

            var place = places.Find(place => PathOf(place) == asked) ?? places[0];
            if (!place.Own("proxy_pass").Any())
            {
                continue;
            }

            var hasBodyOff = place.InForce("proxy_pass_request_body") is [var body, ..] && body[0] == "off";
            var emptiesLength = place
                .InForce("proxy_set_header")
                .Any(header =>
                    header[0].Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && header[1].Length == 0
                );
            if (hasBodyOff && !emptiesLength)
            {
                yield return Ill(
                    place.InForce("proxy_pass_request_body")[0],
                    Causes.Refusal.AsServerError,
                    Strength.Strong,
                    $"The body is left out and Content-Length still announces it: the server that is asked waits for it, and requests with a body fail",
                    "proxy_set_header Content-Length \"\";"
                );
            }
            else if (!hasBodyOff && !emptiesLength)
            {
                yield return Remark(
                    place,
                    $"The server that is asked gets the length of a body that is not sent to it",
                    "proxy_pass_request_body off; proxy_set_header Content-Length \"\";"
                );
            }
        }
    }

    private static bool Covers(Directive place, string asked)
    {
        var path = place.Arguments.Count == 0 ? string.Empty : place.Arguments[^1];
        return place[0] == "=" ? path == asked
            : place[0].StartsWith('~') ? true
            : path != "/" && asked.StartsWith(path, StringComparison.Ordinal);
    }
}
