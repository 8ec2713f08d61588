using System.Globalization;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>Signature Version 4: a temporary key without its session token, a time that is off, a region that is not the host's.</summary>
[Names("credentials.incomplete", "signature.clock-skewed", "token.expired", "endpoint.wrong-host")]
internal sealed class SessionTokenRule : Rule
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var request = file.Main?.Request ?? file.Subject;
        if (request is null || !GivenCredentials.Refused(file) || (Scope(request) ?? OfCurl(file)) is not { } scope)
        {
            yield break;
        }

        if (
            scope.StartsWith("ASIA", StringComparison.Ordinal)
            && !request.Headers.Has("X-Amz-Security-Token")
            && request.Url?.Query.Contains("X-Amz-Security-Token", StringComparison.OrdinalIgnoreCase) != true
        )
        {
            yield return new Clue(
                Causes.Credentials.Incomplete,
                Strength.Decisive,
                $"The key id begins with ASIA, so it is a temporary one, and its session token was not sent along"
            )
            {
                Remedy = $"Send X-Amz-Security-Token too: set AWS_SESSION_TOKEN beside the key",
            };
        }

        foreach (var clue in Times(file, request))
        {
            yield return clue;
        }

        var parts = scope.Split('/');
        if (
            parts.Length >= 5
            && request.Url?.Host is { } host
            && host.EndsWith("amazonaws.com", StringComparison.OrdinalIgnoreCase)
            && host.Split('.').FirstOrDefault(IsRegion) is { } region
            && IsRegion(parts[2])
            && region != parts[2]
        )
        {
            yield return new Clue(
                Causes.Endpoint.WrongHost,
                Strength.Decisive,
                $"The request is signed for the region {parts[2]}, and the host is in {region}"
            );
        }
    }

    private static IEnumerable<Clue> Times(CaseFile file, SentRequest request)
    {
        var text = request.Headers["X-Amz-Date"] ?? Parameter(request, "X-Amz-Date");
        if (
            !DateTimeOffset.TryParseExact(
                text,
                "yyyyMMdd'T'HHmmss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var signed
            )
        )
        {
            yield break;
        }

        var now = GivenCredentials.TimeOf(file);
        if (
            int.TryParse(
                Parameter(request, "X-Amz-Expires"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var life
            )
        )
        {
            var ended = signed.AddSeconds(life);
            if (ended < now)
            {
                yield return new Clue(
                    Causes.Token.Expired,
                    Strength.Decisive,
                    $"The signed address was good until {ended:u}, and it is {now:u}"
                );
            }
        }
        else if ((signed - now).Duration() > Window)
        {
            yield return new Clue(
                Causes.Signature.ClockSkewed,
                Strength.Decisive,
                $"The request was signed at {signed:u} by the caller's clock, and the server's says {now:u}"
            );
        }
    }

    // KEYID/20261121/eu-west-1/s3/aws4_request
    private static string? Scope(SentRequest request)
    {
        var text = request.Authorization;
        var at = text?.IndexOf("Credential=", StringComparison.Ordinal) ?? -1;
        if (at >= 0)
        {
            var rest = text![(at + "Credential=".Length)..];
            var end = rest.AsSpan().IndexOfAny(',', ' ');
            return end < 0 ? rest : rest[..end];
        }

        return Parameter(request, "X-Amz-Credential");
    }

    // curl --aws-sigv4 --user KEYID:SECRET signs itself, and knows of no session token.
    private static string? OfCurl(CaseFile file) =>
        file.Note<CommandLine>() is { Scheme: "aws-sigv4", User: { } user } ? user : null;

    private static string? Parameter(SentRequest request, string name) =>
        request
            .Url?.Query.TrimStart('?')
            .Split('&')
            .Where(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
            .Select(part => Uri.UnescapeDataString(part[(name.Length + 1)..]))
            .FirstOrDefault();

    private static bool IsRegion(string text) =>
        text.Length is > 7 and < 20 && text.Split('-') is { Length: 3 or 4 } parts && parts[^1].All(char.IsAsciiDigit);
}
