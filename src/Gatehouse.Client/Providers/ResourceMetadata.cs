using System.Net;
using System.Text.Json;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Providers;

/// <summary>Reads which authorization servers a resource names (RFC 9728), and believes a resource of itself alone.</summary>
internal static class ResourceMetadata
{
    /// <summary>Whether a metadata document may be read at all: from the resource's own origin, and safely.</summary>
    public static bool MayRead(Uri resource, Uri metadata) =>
        metadata.IsAbsoluteUri
        && ProviderAddress.IsSafe(metadata)
        && ClientOrigin.Holds(ClientOrigin.OfRequest(resource), metadata);

    /// <summary>The first authorization server that is allowed, and the resource's name for itself.</summary>
    /// <param name="backchannel">How to read.</param>
    /// <param name="resource">What was asked for and refused.</param>
    /// <param name="metadata">Where the document is, as the resource says.</param>
    /// <param name="allowed">The issuers that are allowed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async ValueTask<(NamedServer? Server, GrantFault? Fault)> ReadAsync(
        Backchannel backchannel,
        Uri resource,
        Uri metadata,
        IReadOnlyCollection<string> allowed,
        CancellationToken cancellationToken
    )
    {
        var (answer, lost) = await backchannel
            .SendAsync(() => new HttpRequestMessage(HttpMethod.Get, metadata), see: null, cancellationToken)
            .ConfigureAwait(false);
        if (answer is null)
        {
            return (null, lost);
        }

        if (answer.Status != HttpStatusCode.OK)
        {
            var detail = $"its metadata was answered with {(int)answer.Status}";
            return (
                null,
                ProviderStatus.IsUnavailable(answer.Status)
                    ? GrantFault.Unavailable(metadata, detail) with
                    {
                        RetryAfter = answer.RetryAfter,
                    }
                    : Wrong(metadata, detail)
            );
        }

        if (answer.Json is not { } json || !IsOf(resource, Text(json, "resource"), out var name))
        {
            return (null, Wrong(metadata, "its metadata is that of another resource, or none"));
        }

        var server = Servers(json).FirstOrDefault(allowed.Contains);
        return server is null
            ? (null, Wrong(metadata, "it names no authorization server that is allowed"))
            : (new NamedServer(server, name), null);
    }

    // RFC 9728 section 3.3 wants the very address that was asked for. Documents speak for all below a path; what lies
    // beside it, or at another origin, they do not speak for.
    private static bool IsOf(Uri asked, string? text, out string name)
    {
        name = text ?? "";
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var named)
            || named.Query.Length + named.Fragment.Length + named.UserInfo.Length > 0
            || named.Scheme is not ("http" or "https")
            || !ClientOrigin.Holds(named, asked)
        )
        {
            return false;
        }

        var path = named.AbsolutePath.TrimEnd('/');
        return asked.AbsolutePath.StartsWith(path, StringComparison.Ordinal)
            && (asked.AbsolutePath.Length == path.Length || asked.AbsolutePath[path.Length] == '/');
    }

    private static IEnumerable<string> Servers(JsonElement json) =>
        json.TryGetProperty("authorization_servers", out var servers) && servers.ValueKind == JsonValueKind.Array
            ? servers
                .EnumerateArray()
                .Where(static server => server.ValueKind == JsonValueKind.String)
                .Select(static server => server.GetString()!)
            : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static GrantFault Wrong(Uri metadata, string detail) =>
        GrantFault.Refused(
            metadata,
            Causes.Provider.Misconfigured,
            $"The resource does not say where to get a token: {detail}"
        );
}
