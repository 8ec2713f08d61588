namespace Gatehouse.EndToEnd.Dress;

/// <summary>httpd with <c>mod_auth_digest</c>.</summary>
public sealed class ApacheDigestServer : ApacheServer
{
    /// <inheritdoc/>
    protected override string Scheme => "AuthType Digest";
}
