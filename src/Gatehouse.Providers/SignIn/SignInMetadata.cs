using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gatehouse.Protocol.Json;
using Gatehouse.Providers.Discovery;
using Gatehouse.Providers.Fetching;

namespace Gatehouse.Providers.SignIn;

/// <summary>What signing in needs of a provider's metadata (OpenID Connect Discovery 1.0 section 3).</summary>
public sealed record SignInMetadata
{
    /// <summary>Where the browser is sent to sign in.</summary>
    public required Uri Authorization { get; init; }

    /// <summary>Where a code becomes tokens.</summary>
    public required Uri Token { get; init; }

    /// <summary>Where more claims are, or null.</summary>
    public Uri? UserInfo { get; init; }

    /// <summary>Where the browser is sent to sign out, or null (OpenID Connect RP-Initiated Logout 1.0).</summary>
    public Uri? EndSession { get; init; }

    /// <summary>Whether the client's secret goes into the form: only where the provider offers that and not Basic.</summary>
    public bool SecretInForm { get; init; }

    /// <summary>Whether every answer names its issuer (RFC 9207 section 3).</summary>
    public bool NamesIssuer { get; init; }

    internal static bool TryRead(
        ReadOnlyMemory<byte> document,
        string issuer,
        Uri issuerAddress,
        [NotNullWhen(true)] out SignInMetadata? metadata,
        [NotNullWhen(false)] out string? fault
    )
    {
        metadata = null;
        if (!DiscoveryDocument.TryRead(document, issuer, issuerAddress, out _, out fault))
        {
            return false;
        }

        fault = "is no JSON object";
        if (
            !StrictJson.TryParseObject(document.Span, out JsonElement root, out _)
            || !TryAddress(root, "authorization_endpoint", issuerAddress, due: true, out Uri? authorization, out fault)
            || !TryAddress(root, "token_endpoint", issuerAddress, due: true, out Uri? token, out fault)
            || !TryAddress(root, "userinfo_endpoint", issuerAddress, due: false, out Uri? userInfo, out fault)
            || !TryAddress(root, "end_session_endpoint", issuerAddress, due: false, out Uri? endSession, out fault)
        )
        {
            return false;
        }

        string[] methods = Texts(root, "token_endpoint_auth_methods_supported");
        metadata = new SignInMetadata
        {
            Authorization = authorization!,
            Token = token!,
            UserInfo = userInfo,
            EndSession = endSession,
            SecretInForm =
                methods.Contains("client_secret_post", StringComparer.Ordinal)
                && !methods.Contains("client_secret_basic", StringComparer.Ordinal),
            NamesIssuer =
                root.TryGetProperty("authorization_response_iss_parameter_supported", out JsonElement named)
                && named.ValueKind == JsonValueKind.True,
        };
        fault = null;
        return true;
    }

    private static bool TryAddress(
        JsonElement root,
        string name,
        Uri issuerAddress,
        bool due,
        out Uri? address,
        [NotNullWhen(false)] out string? fault
    )
    {
        address = null;
        fault = null;
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String)
        {
            fault = due ? $"names no {name}" : null;
            return fault is null;
        }

        string text = value.GetString()!;
        if (!ProviderAddress.TryRead(text, out address, out string? wrong))
        {
            fault = $"names the {name} {ProviderAddress.Told(text)}, which {wrong}";
        }
        else if (ProviderAddress.IsHttps(issuerAddress) && !ProviderAddress.IsHttps(address))
        {
            fault = $"names the {name} {ProviderAddress.Told(text)}, which is plain http where the issuer is https";
        }

        return fault is null;
    }

    private static string[] Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ?
            [
                .. value
                    .EnumerateArray()
                    .Where(static item => item.ValueKind == JsonValueKind.String)
                    .Select(static item => item.GetString()!),
            ]
            : [];
}
