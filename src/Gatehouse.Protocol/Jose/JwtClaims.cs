using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Protocol.Jose;

/// <summary>
/// A JWT claims set (RFC 7519 section 4), read strictly and judged by nobody yet: a claim that is read here and has
/// another type than its definition says is a fault of the whole set. Names are compared by case.
/// </summary>
public sealed class JwtClaims
{
    private readonly JsonElement _claims;

    private JwtClaims(JsonElement claims, ref ClaimReader reader)
    {
        _claims = claims;
        Issuer = reader.Text("iss");
        Subject = reader.Text("sub");
        JwtId = reader.Text("jti");
        Audiences = reader.Texts("aud");
        Expires = reader.Seconds("exp");
        NotBefore = reader.Seconds("nbf", up: true);
        IssuedAt = reader.Seconds("iat");
        AuthTime = reader.Seconds("auth_time");
        Scopes = Has("scope") ? reader.Texts("scope", split: true) : reader.Texts("scp", split: true);
        ClientId = reader.OptionalText("client_id") ?? reader.OptionalText("azp");
        Nonce = reader.OptionalText("nonce");
        AtHash = reader.OptionalText("at_hash");
        Acr = reader.OptionalText("acr");
        Email = reader.OptionalText("email");
        ConfirmedKey = reader.Confirmation("jkt");
        ConfirmedCertificate = reader.Confirmation("x5t#S256");
    }

    /// <summary>The <c>iss</c>, or null.</summary>
    public string? Issuer { get; }

    /// <summary>The <c>sub</c>, or null.</summary>
    public string? Subject { get; }

    /// <summary>The <c>jti</c>, or null.</summary>
    public string? JwtId { get; }

    /// <summary>The <c>aud</c>, one or many; empty where there is none.</summary>
    public IReadOnlyList<string> Audiences { get; }

    /// <summary>The <c>exp</c> in Unix seconds, a fraction cut off; null where there is none. From 0 to the year 9999.</summary>
    public long? Expires { get; }

    /// <summary>The <c>nbf</c> in Unix seconds, a fraction rounded up; null where there is none. From 0 to the year 9999.</summary>
    public long? NotBefore { get; }

    /// <summary>The <c>iat</c> in Unix seconds, a fraction cut off; null where there is none. From 0 to the year 9999.</summary>
    public long? IssuedAt { get; }

    /// <summary>The <c>auth_time</c> in Unix seconds, a fraction cut off; null where there is none. From 0 to the year 9999.</summary>
    public long? AuthTime { get; }

    /// <summary>The <c>scope</c> (RFC 9068 section 2.2.3), else the <c>scp</c>: a string of words or an array; empty where there is none.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The <c>client_id</c>, else the <c>azp</c>, or null.</summary>
    public string? ClientId { get; }

    /// <summary>The <c>nonce</c>, or null.</summary>
    public string? Nonce { get; }

    /// <summary>The <c>at_hash</c>, or null.</summary>
    public string? AtHash { get; }

    /// <summary>The <c>acr</c>, or null.</summary>
    public string? Acr { get; }

    /// <summary>The <c>email</c> as sent, or null; not verified, and not an address for certain.</summary>
    public string? Email { get; }

    /// <summary>The <c>cnf.jkt</c>: thumbprint of the key that must prove possession (RFC 9449 section 6), or null.</summary>
    public string? ConfirmedKey { get; }

    /// <summary>
    /// The <c>cnf.x5t#S256</c>: thumbprint of the certificate that must be presented (RFC 8705 section 3.1), or null.
    /// A set that <see cref="Has"/> <c>cnf</c> and neither thumbprint is bound in a way that is not understood here.
    /// </summary>
    public string? ConfirmedCertificate { get; }

    /// <summary>Reads a payload; never throws for it.</summary>
    /// <param name="payload">The payload of a JWS, best one that is verified.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="fault">Why there are none.</param>
    /// <returns>Whether the payload is a claims set.</returns>
    public static bool TryParse(
        ReadOnlyMemory<byte> payload,
        [NotNullWhen(true)] out JwtClaims? claims,
        out JwsFault fault
    )
    {
        claims = null;
        if (!StrictJson.TryParseObject(payload.Span, out var root, out var jsonFault))
        {
            fault =
                jsonFault.Kind == JsonFaultKind.DuplicateMember ? JwsFault.DuplicateMember : JwsFault.PayloadNotJson;
            return false;
        }

        var reader = new ClaimReader(root);
        var read = new JwtClaims(root, ref reader);
        fault = reader.Fault;
        claims = fault == JwsFault.None ? read : null;
        return claims is not null;
    }

    /// <summary>Whether a claim is there, whatever its value.</summary>
    /// <param name="name">The claim's exact name.</param>
    /// <returns>Whether it is there.</returns>
    public bool Has(string name) => _claims.TryGetProperty(name, out _);

    /// <summary>Whether a claim is <c>true</c>, or the text of it, which some issuers send in its place.</summary>
    /// <param name="name">The claim's exact name.</param>
    /// <returns>Whether it is true; false for any other value and where it is missing.</returns>
    public bool IsTrue(string name) =>
        _claims.TryGetProperty(name, out var value)
        && (
            value.ValueKind == JsonValueKind.True
            || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true"))
        );

    /// <summary>A claim as a list of strings: one for a string, those among its items for an array.</summary>
    /// <param name="path">
    /// The claim's exact name, or a path of names with dots between (<c>realm_access.roles</c>). Names may hold dots
    /// themselves: the longest that exists is taken at each step.
    /// </param>
    /// <returns>The strings; empty where there are none.</returns>
    public IReadOnlyList<string> Strings(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Resolve(_claims, path) switch
        {
            { ValueKind: JsonValueKind.String } text => [text.GetString()!],
            { ValueKind: JsonValueKind.Array } items =>
            [
                .. items
                    .EnumerateArray()
                    .Where(static item => item.ValueKind == JsonValueKind.String)
                    .Select(static item => item.GetString()!),
            ],
            _ => [],
        };
    }

    private static JsonElement? Resolve(JsonElement element, string path)
    {
        string? rest = null;
        for (var name = path; element.ValueKind == JsonValueKind.Object; )
        {
            if (element.TryGetProperty(name, out var value))
            {
                if (rest is null)
                {
                    return value;
                }

                (element, name, rest) = (value, rest, null);
                continue;
            }

            var dot = name.LastIndexOf('.');
            if (dot < 0)
            {
                return null;
            }

            rest = rest is null ? name[(dot + 1)..] : $"{name[(dot + 1)..]}.{rest}";
            name = name[..dot];
        }

        return null;
    }
}
