using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Gatehouse.Decisions.Principals;

namespace Gatehouse.Gateway.Forwarding;

/// <summary>
/// Signed statements of who a request is from, for upstreams that verify rather than trust. One is signed for a principal
/// and an upstream and used until half its life is over.
/// </summary>
internal sealed class Assertions(AssertionKeys keys, Uri publicUrl, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    private readonly ConditionalWeakTable<Principal, Signed> _signed = [];
    private readonly string _issuer = publicUrl.GetLeftPart(UriPartial.Authority);

    public string For(Principal principal, string audience)
    {
        var now = time.GetUtcNow();
        if (_signed.TryGetValue(principal, out var signed) && signed.Audience == audience && signed.RenewAt > now)
        {
            return signed.Text;
        }

        signed = new Signed(audience, keys.InUse.Sign("JWT", Payload(principal, audience, now)), now + (Life / 2));
        _signed.AddOrUpdate(principal, signed);
        return signed.Text;
    }

    private byte[] Payload(Principal principal, string audience, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("iss", _issuer);
            json.WriteString("aud", audience);
            json.WriteString("sub", principal.Name);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + Life).ToUnixTimeSeconds());
            if (principal.Email is { } email)
            {
                json.WriteString("email", email);
            }

            json.WriteStartArray("groups");
            foreach (var role in principal.Roles)
            {
                json.WriteStringValue(role);
            }

            json.WriteEndArray();
            json.WriteString("scope", principal.ScopesText);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private sealed record Signed(string Audience, string Text, DateTimeOffset RenewAt);
}
