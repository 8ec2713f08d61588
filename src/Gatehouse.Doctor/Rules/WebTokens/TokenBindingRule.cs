using System.Text.Json;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.WebTokens;

/// <summary>A token that is bound to a key or certificate, sent without the proof of it (RFC 9449, RFC 8705).</summary>
[Names("token.binding-mismatch")]
internal sealed class TokenBindingRule : Rule
{
    // curl -v tells the handshake, and would tell of a certificate that it was given.
    private static bool IsWatched(CaseFile file) =>
        file.Text.Contains("SSL connection using", StringComparison.Ordinal)
        && !file.Text.Contains("CERT verify", StringComparison.OrdinalIgnoreCase)
        && !file.Text.Contains("client certificate", StringComparison.OrdinalIgnoreCase);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Authorization(file))
        {
            if (
                WebToken.In(credential) is not { } token
                || !token.Claims.TryGetProperty("cnf", out var bound)
                || bound.ValueKind != JsonValueKind.Object
            )
            {
                continue;
            }

            if (bound.TryGetProperty("jkt", out _) && file.Subject?.Headers.Has("DPoP") != true)
            {
                yield return new Clue(
                    Causes.Token.BindingMismatch,
                    Strength.Decisive,
                    $"The token is bound to a key (cnf jkt), and the request carries no DPoP proof"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy = $"Send Authorization: DPoP TOKEN together with a fresh proof in the field DPoP",
                };
            }
            else if (
                bound.TryGetProperty("x5t#S256", out _) && file.Note<CommandLine>() is { ClientCertificate: false }
            )
            {
                yield return new Clue(
                    Causes.Token.BindingMismatch,
                    Strength.Strong,
                    $"The token is bound to a client certificate (cnf x5t#S256), and the command line presents none"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                };
            }
            else if (bound.TryGetProperty("x5t#S256", out _) && file.Note<CommandLine>() is null)
            {
                yield return new Clue(
                    Causes.Token.BindingMismatch,
                    IsWatched(file) ? Strength.Strong : Strength.Moderate,
                    $"The token is bound to a client certificate (cnf x5t#S256), and none is seen"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Question = $"Does the caller present the client certificate that the token was issued for?",
                };
            }
        }
    }
}
