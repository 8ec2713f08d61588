using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>httpd with <c>mod_auth_digest</c>.</summary>
public class ApacheDigestServer : ApacheServer
{
    /// <inheritdoc/>
    protected override string Scheme => "AuthType Digest";

    /// <inheritdoc/>
    protected override string Passwords(string realm) =>
        $"alice:{realm}:{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"alice:{realm}:open-sesame")))}\n";
}
