using Gatehouse.Protocol.Challenges;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>What clients can tell of a refusal, but for what differs from one request to the next.</summary>
/// <param name="Status">Status code and reason phrase.</param>
/// <param name="Server">The <c>Server</c> field, or null.</param>
/// <param name="Challenges">The challenges as one writer writes them, in order, without nonces.</param>
/// <param name="ContentType">The media type, or null.</param>
/// <param name="Location">Where to go instead, or null.</param>
/// <param name="Body">The content.</param>
public sealed record Refused(
    string Status,
    string? Server,
    string Challenges,
    string? ContentType,
    string? Location,
    string Body
)
{
    private static readonly string[] Changing = ["nonce", "opaque"];

    /// <summary>Reads an answer; <paramref name="address"/> is that of the server, which is told from none.</summary>
    public static async Task<Refused> ReadAsync(HttpResponseMessage response, Uri address)
    {
        var fields = response.Headers.NonValidated;
        var lines = fields.TryGetValues("WWW-Authenticate", out var values) ? values.ToArray() : [];
        Assert.True(ChallengeParser.TryParse(lines, out var challenges, out var fault), $"{fault}");
        return new Refused(
            $"{(int)response.StatusCode} {response.ReasonPhrase}",
            fields.TryGetValues("Server", out var server) ? server.ToString() : null,
            Neutral(string.Join("; ", challenges.Select(WithoutChanges))),
            response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type) ? type.ToString() : null,
            fields.TryGetValues("Location", out var location) ? Neutral(location.ToString()) : null,
            Neutral(await response.Content.ReadAsStringAsync())
        );

        string Neutral(string text) => text.Replace(address.Authority, "SERVER", StringComparison.Ordinal);
    }

    private static string WithoutChanges(Challenge challenge) =>
        Challenge
            .Create(
                challenge.Scheme,
                [
                    .. challenge
                        .Parameters.Where(parameter => !Changing.Contains(parameter.Name, StringComparer.Ordinal))
                        .Select(parameter => (parameter.Name, parameter.Value)),
                ]
            )
            .ToString();
}
