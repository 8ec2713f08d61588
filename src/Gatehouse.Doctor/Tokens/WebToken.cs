using System.Globalization;
using System.Text;
using System.Text.Json;
using Gatehouse.Doctor.Credentials;

namespace Gatehouse.Doctor.Tokens;

/// <summary>
/// What a token of three parts says about itself (RFC 7519), read leniently and not verified: for telling what is wrong
/// with it, never for believing it.
/// </summary>
public sealed class WebToken
{
    private const int LongestPart = 64 * 1024;

    private readonly JsonElement _header;
    private readonly JsonElement _claims;

    private WebToken(string text, JsonElement header, JsonElement claims)
    {
        Text = text;
        _header = header;
        _claims = claims;
    }

    /// <summary>The token itself: a secret.</summary>
    public string Text { get; }

    /// <summary>The header's <c>alg</c>.</summary>
    public string? Algorithm => HeaderText("alg");

    /// <summary>The header's <c>kid</c>.</summary>
    public string? KeyId => HeaderText("kid");

    /// <summary>The header's <c>typ</c>.</summary>
    public string? Type => HeaderText("typ");

    /// <summary>The issuer.</summary>
    public string? Issuer => this["iss"];

    /// <summary>The subject.</summary>
    public string? Subject => this["sub"];

    /// <summary>The audiences; empty where none is named.</summary>
    public IReadOnlyList<string> Audiences => List("aud");

    /// <summary>The scopes of <c>scope</c>, <c>scp</c>, separated by spaces or a list.</summary>
    public IReadOnlyList<string> Scopes =>
        [
            .. List("scope")
                .Concat(List("scp"))
                .SelectMany(scope => scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];

    /// <summary>When it ends.</summary>
    public DateTimeOffset? Expires => Time("exp");

    /// <summary>From when it is good.</summary>
    public DateTimeOffset? NotBefore => Time("nbf");

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? IssuedAt => Time("iat");

    /// <summary>All claims, a JSON object.</summary>
    public JsonElement Claims => _claims;

    /// <summary>A claim as text; numbers and truth values as they are written; null where there is none or it is a structure.</summary>
    public string? this[string claim] => TextOf(_claims, claim);

    /// <summary>Whether there is a claim of this name, of any kind.</summary>
    public bool Has(string claim) => _claims.TryGetProperty(claim, out _);

    /// <summary>Whether the header has a member of this name.</summary>
    public bool HeaderHas(string member) => _header.TryGetProperty(member, out _);

    /// <summary>The token of this credential; null where it holds none that can be read.</summary>
    public static WebToken? In(SuppliedCredential credential) => Read(credential.Secret);

    /// <summary>The first token among the credentials of a case.</summary>
    public static WebToken? In(CaseFile file) => file.Credentials.Select(In).FirstOrDefault(token => token is not null);

    /// <summary>Reads a token; white space and quotation marks around it, and a scheme's name before it, are passed over.</summary>
    public static WebToken? Read(string text)
    {
        var bare = text.Trim().Trim('"', '\'').Trim();
        bare = bare[(bare.LastIndexOf(' ') + 1)..];
        var parts = bare.Split('.');
        return parts.Length == 3 && Object(parts[0]) is { } header && Object(parts[1]) is { } claims
            ? new WebToken(bare, header, claims)
            : null;
    }

    private string? HeaderText(string name) => TextOf(_header, name);

    private List<string> List(string claim) =>
        !_claims.TryGetProperty(claim, out var value) ? []
        : value.ValueKind == JsonValueKind.Array
            ?
            [
                .. value
                    .EnumerateArray()
                    .Where(item => item.ValueKind == JsonValueKind.String)
                    .Select(item => item.GetString()!),
            ]
        : TextOf(_claims, claim) is { } one ? [one]
        : [];

    // NumericDate may have a fraction (RFC 7519 section 2); some issuers write it as text.
    private DateTimeOffset? Time(string claim) =>
        double.TryParse(this[claim], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and < 253402300799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    private static string? TextOf(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value)
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            };

    private static JsonElement? Object(string part)
    {
        if (part.Length is 0 or > LongestPart)
        {
            return null;
        }

        var padded = part.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        padded += new string('=', (4 - (padded.Length % 4)) % 4);
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(bytes, 0, length));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
