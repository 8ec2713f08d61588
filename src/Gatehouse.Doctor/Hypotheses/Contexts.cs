using Gatehouse.Doctor.Rules;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Hypotheses;

/// <summary>What a clue means where it was found: a signature, an audience or a replay in a text about SAML is SAML's.</summary>
internal static class Contexts
{
    private static readonly string[] Saml = ["saml", "shibboleth", "mellon", "simplesaml"];

    private static readonly (Cause Read, Cause Meant)[] InSaml =
    [
        (Causes.Token.AudienceMismatch, Causes.Saml.AudienceMismatch),
        (Causes.Token.SignatureInvalid, Causes.Saml.SignatureInvalid),
        (Causes.Token.Expired, Causes.Saml.Expired),
        (Causes.Token.NotYetValid, Causes.Saml.Expired),
        (Causes.Digest.Replayed, Causes.Saml.Replayed),
        (Causes.Token.IssuerUntrusted, Causes.Saml.ResponseInvalid),
    ];

    /// <summary>The clues, each for the cause that it means in this case.</summary>
    public static IEnumerable<Clue> Read(CaseFile file, IEnumerable<Clue> clues) =>
        IsSaml(file)
            ? clues.Select(clue =>
                Array.Find(InSaml, pair => pair.Read == clue.Cause).Meant is { } meant
                    ? clue with
                    {
                        Cause = meant,
                    }
                    : clue
            )
            : clues;

    // Bearer tokens may come from a SAML sign-in: then the words of tokens mean tokens.
    private static bool IsSaml(CaseFile file)
    {
        var text = file.Main?.Answer is { } answer ? answer.Body + file.Text : file.Text;
        return Array.Exists(Saml, word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
            && !text.Contains("jwt", StringComparison.OrdinalIgnoreCase)
            && !text.Contains("bearer", StringComparison.OrdinalIgnoreCase)
            && file.Main?.Request?.Authorization is null;
    }
}
