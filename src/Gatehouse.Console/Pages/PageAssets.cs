using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Console.Pages;

/// <summary>The style and the script that stand in every page, and the policy that allows them alone.</summary>
public static class PageAssets
{
    /// <summary>The style sheet.</summary>
    internal static string Style { get; } = Read("page.css");

    /// <summary>The script: it only adds what a page can do without (copy, go back, past the cache).</summary>
    internal static string Script { get; } = Read("page.js");

    /// <summary>The script that other pages of the site may include, for the end of sessions; with phrases to fill in.</summary>
    internal static string SessionScript { get; } = Read("session.js");

    /// <summary>The <c>Content-Security-Policy</c> of every page (CSP level 3): nothing but what stands in it.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Hash(Style)}'; script-src 'sha256-{Hash(Script)}'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream("Gatehouse.Console.Pages." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
