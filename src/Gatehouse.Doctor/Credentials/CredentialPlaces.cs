using System.Collections.Frozen;
using System.Text;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Credentials;

/// <summary>Finds whatever in a request is, or holds, a credential, and takes it out.</summary>
public static class CredentialPlaces
{
    private static readonly FrozenSet<string> Fields = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Authorization",
        "Proxy-Authorization",
        "X-Api-Key",
        "X-ApiKey",
        "Api-Key",
        "ApiKey",
        "Apikey",
        "X-Auth-Token",
        "X-Access-Token",
        "X-Auth-Key",
        "X-Token",
        "Private-Token",
        "Job-Token",
        "Deploy-Token",
        "X-GitLab-Token",
        "Ocp-Apim-Subscription-Key",
        "X-Functions-Key",
        "X-Goog-Api-Key",
        "X-Vault-Token",
        "X-Shopify-Access-Token",
        "X-JFrog-Art-Api",
        "X-Amz-Security-Token",
        "X-Figma-Token",
        "X-N8N-API-KEY",
        "X-MBX-APIKEY",
        "X-Github-Token",
        "X-Tunnel-Authorization",
        "CF-Access-Client-Id",
        "CF-Access-Client-Secret",
        "DPoP",
        "X-Signature",
        "X-Hub-Signature",
        "X-Hub-Signature-256"
    );

    private static readonly FrozenSet<string> Parameters = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "access_token",
        "token",
        "auth",
        "auth_token",
        "authtoken",
        "private_token",
        "job_token",
        "api_key",
        "apikey",
        "api-key",
        "key",
        "subscription-key",
        "appid",
        "api_token",
        "apitoken",
        "accesstoken",
        "user_key",
        "license_key",
        "x-api-key",
        "authorization",
        "code",
        "sig",
        "signature",
        "X-Amz-Signature",
        "X-Amz-Credential",
        "X-Amz-Security-Token",
        "X-Goog-Signature",
        "client_secret",
        "password",
        "passwd",
        "pwd",
        "secret",
        "sessionid",
        "session",
        "sid"
    );

    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "key",
        "apikey",
        "token",
        "auth",
        "secret",
        "password",
        "signature",
        "sig",
        "authorization",
        "accesstoken"
    );

    /// <summary>Whether a field of this name carries a credential: a well-known one, or one that says so, such as <c>X-Shop-Token</c>.</summary>
    public static bool IsCredentialField(string name) =>
        Fields.Contains(name)
        || (
            !name.StartsWith("Sec-", StringComparison.OrdinalIgnoreCase)
            && !name.Contains("csrf", StringComparison.OrdinalIgnoreCase)
            && !name.Contains("xsrf", StringComparison.OrdinalIgnoreCase)
            && !name.Contains("idempotency", StringComparison.OrdinalIgnoreCase)
            && name.Split('-', '_').Any(Words.Contains)
        );

    /// <summary>Whether a parameter of this name carries a credential.</summary>
    public static bool IsCredentialParameter(string name) => Parameters.Contains(name);

    /// <summary>Every credential of this request, those of fields first.</summary>
    public static IReadOnlyList<SuppliedCredential> In(SentRequest request)
    {
        var found = new List<SuppliedCredential>();
        foreach (var line in request.Headers)
        {
            if (IsCredentialField(line.Name))
            {
                found.Add(Read(line));
            }
            else if (line.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            {
                found.AddRange(Cookies(line.Value));
            }
        }

        if (request.Url is { UserInfo.Length: > 0 } url)
        {
            found.Add(Pair(Uri.UnescapeDataString(url.UserInfo), CredentialPlace.UserInfo, "user"));
        }

        found.AddRange(
            Query(request.Url?.Query ?? string.Empty)
                .Where(pair => pair.Value.Length > 0 && Parameters.Contains(pair.Name))
                .Select(pair => new SuppliedCredential
                {
                    Kind = CredentialKind.Key,
                    Place = CredentialPlace.Query,
                    Name = pair.Name,
                    Value = pair.Value,
                    Secret = pair.Value,
                })
        );
        return found;
    }

    /// <summary>The same request without any of its credentials.</summary>
    public static SentRequest Without(SentRequest request)
    {
        var headers = request.Headers.Where(line =>
            !IsCredentialField(line.Name) && !line.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        );
        if (request.Url is not { } url)
        {
            return request with { Headers = new HeaderLines(headers) };
        }

        var kept = Query(url.Query).Where(pair => !Parameters.Contains(pair.Name)).Select(pair => pair.Whole);
        var bare = new UriBuilder(url)
        {
            UserName = string.Empty,
            Password = string.Empty,
            Query = string.Join('&', kept),
        }.Uri;
        return request with { Headers = new HeaderLines(headers), Url = bare, Target = bare.PathAndQuery };
    }

    /// <summary>The credential of one field line.</summary>
    public static SuppliedCredential Read(HeaderLine line)
    {
        var authorization =
            line.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            || line.Name.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);
        var space = authorization ? line.Value.IndexOf(' ', StringComparison.Ordinal) : -1;
        var scheme = space > 0 ? line.Value[..space] : null;
        var secret = space > 0 ? line.Value[(space + 1)..] : line.Value;
        var (user, password) = IsBasic(scheme) ? Split(secret) : (null, null);
        return new SuppliedCredential
        {
            Kind = KindOf(scheme, authorization),
            Place = CredentialPlace.Field,
            Name = line.Name,
            Value = line.Value,
            Scheme = scheme,
            Secret = secret,
            User = user,
            Password = password,
        };
    }

    /// <summary>The <c>Authorization</c> of this user and password (RFC 7617), in UTF-8.</summary>
    public static SuppliedCredential Basic(string user, string password)
    {
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        return new SuppliedCredential
        {
            Kind = CredentialKind.Password,
            Place = CredentialPlace.Field,
            Name = "Authorization",
            Value = "Basic " + secret,
            Scheme = "Basic",
            Secret = secret,
            User = user,
            Password = password,
        };
    }

    private static CredentialKind KindOf(string? scheme, bool authorization) =>
        scheme?.ToLowerInvariant() switch
        {
            "basic" => CredentialKind.Password,
            "digest" or "negotiate" or "ntlm" or "aws4-hmac-sha256" or "oauth" or "hawk" or "signature" =>
                CredentialKind.Proof,
            "bearer" or "token" or "jwt" or "dpop" => CredentialKind.Token,
            _ => authorization ? CredentialKind.Token : CredentialKind.Key,
        };

    private static bool IsBasic(string? scheme) => "Basic".Equals(scheme, StringComparison.OrdinalIgnoreCase);

    private static (string? User, string? Password) Split(string base64)
    {
        var buffer = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.Trim(), buffer, out var length))
        {
            return (null, null);
        }

        var bytes = buffer.AsSpan(0, length);
        var text = System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : Encoding.Latin1.GetString(bytes);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static SuppliedCredential Pair(string text, CredentialPlace place, string name)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new SuppliedCredential
        {
            Kind = CredentialKind.Password,
            Place = place,
            Name = name,
            Value = text,
            Secret = text,
            User = colon < 0 ? text : text[..colon],
            Password = colon < 0 ? null : text[(colon + 1)..],
        };
    }

    private static IEnumerable<SuppliedCredential> Cookies(string value)
    {
        foreach (var part in value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? string.Empty : part[..equals];
            var content = part[(equals + 1)..];
            yield return new SuppliedCredential
            {
                Kind = CredentialKind.Cookie,
                Place = CredentialPlace.Cookie,
                Name = name,
                Value = content,
                Secret = content,
            };
        }
    }

    private static IEnumerable<(string Name, string Value, string Whole)> Query(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = Uri.UnescapeDataString(equals < 0 ? part : part[..equals]);
            var value = equals < 0 ? string.Empty : Uri.UnescapeDataString(part[(equals + 1)..]);
            yield return (name, value, part);
        }
    }
}
