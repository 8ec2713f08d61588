using System.Text.Json;

namespace Gatehouse.Protocol.Jose;

/// <summary>The members of a public JWK (RFC 7517 section 4) as read, before any of them is judged.</summary>
internal sealed class JsonWebKey
{
    private static readonly string[] _texts = ["kty", "use", "alg", "kid", "crv", "x", "y", "n", "e"];

    private readonly Dictionary<string, JsonElement> _members;

    private JsonWebKey(Dictionary<string, JsonElement> members) => _members = members;

    public string? this[string member] => _members.TryGetValue(member, out var value) ? value.GetString() : null;

    /// <summary>Reads the members; on failure the reason says which is wrong.</summary>
    public static JsonWebKey? Read(JsonElement jwk, out string? reason)
    {
        reason = null;
        if (jwk.ValueKind != JsonValueKind.Object)
        {
            reason = "not a JSON object";
            return null;
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in jwk.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                reason = "a member stands twice";
                return null;
            }
        }

        foreach (var name in _texts)
        {
            if (members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.String)
            {
                reason = $"{name} is not a string";
                return null;
            }
        }

        return new JsonWebKey(members);
    }

    /// <summary>Why the key may not verify signatures by its own account (RFC 7517 sections 4.2 and 4.3), or null.</summary>
    public string? PurposeFault()
    {
        if (this["use"] is { } use && !string.Equals(use, "sig", StringComparison.Ordinal))
        {
            return "use is not sig";
        }

        return !_members.TryGetValue("key_ops", out var operations) || AllowsVerify(operations)
            ? null
            : "key_ops does not hold verify";
    }

    /// <summary>The bytes of a base64url member, or null when it is missing or not canonical.</summary>
    public byte[]? Bytes(string member) => this[member] is { } text ? Base64UrlText.Decode(text) : null;

    private static bool AllowsVerify(JsonElement operations) =>
        operations.ValueKind == JsonValueKind.Array
        && operations
            .EnumerateArray()
            .Any(static operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("verify"u8));
}
