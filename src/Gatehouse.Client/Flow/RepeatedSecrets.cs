using Gatehouse.Protocol.Basic;

namespace Gatehouse.Client.Flow;

/// <summary>Finds in a server's words what it was sent: some repeat the credentials that they refuse, and logs would have them.</summary>
internal static class RepeatedSecrets
{
    private const int ShortestSecret = 4;

    /// <summary>Whether a text holds a value of one of the request's fields, or a password that one carries.</summary>
    public static bool AreIn(string text, HttpRequestMessage request)
    {
        foreach (var (_, values) in request.Headers.NonValidated)
        {
            foreach (var value in values)
            {
                if (
                    Holds(text, value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..])
                    || HoldsPassword(text, value)
                )
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HoldsPassword(string text, string value) =>
        value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
        && BasicCredentials.TryDecode(value["Basic ".Length..], out _, out var password, out _)
        && Holds(text, password);

    private static bool Holds(string text, string secret) =>
        secret.Length >= ShortestSecret && text.Contains(secret, StringComparison.Ordinal);
}
