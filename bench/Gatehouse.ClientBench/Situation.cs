using Gatehouse.Lab;

namespace Gatehouse.ClientBench;

/// <summary>Something that stands between a client and what it wants, although it holds the right credentials.</summary>
/// <param name="Name">What, for people.</param>
/// <param name="Path">Where at the lab.</param>
internal sealed record Situation(string Name, string Path)
{
    /// <summary>Whether the server asks for Digest, so that who must be told is told.</summary>
    public bool Digest { get; init; }

    /// <summary>How many requests the program makes, one after the other.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The method.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The account.</summary>
    public string User { get; init; } = "alice";

    /// <summary>Its password.</summary>
    public string Password { get; init; } = "open-sesame";

    /// <summary>Whether ten minutes pass for the server after the first answer.</summary>
    public bool TimePasses { get; init; }

    /// <summary>What the lab is told before; null for nothing.</summary>
    public Action<Lab.Lab>? Prepare { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Situation> All { get; } =
    [
        new("Basic is asked for, once", "credentials.missing"),
        new("Basic is asked for, five requests", "credentials.missing") { Times = 5 },
        new("Digest is asked for, once", "digest.replayed") { Digest = true },
        new("Digest is asked for, five requests", "digest.replayed") { Digest = true, Times = 5 },
        new("Digest is asked for, SHA-256 alone", "digest.algorithm-unsupported") { Digest = true },
        new("Digest is asked for, and a body is sent", "digest.replayed") { Digest = true, Method = "POST" },
        new("the nonce ends between two requests", "digest.nonce-stale")
        {
            Digest = true,
            Times = 2,
            TimePasses = true,
        },
        new("the target has a query, in Digest", "digest.uri-mismatch?page=2") { Digest = true },
        new("a 401 without a challenge", "challenge.missing"),
        new("a challenge that breaks the grammar", "challenge.malformed"),
        new("a 403 in place of a challenge", "refusal.as-forbidden"),
        new("a redirect to a sign-in page in place of a challenge", "refusal.as-redirect"),
        new("a redirect within the site", LabPath) { Prepare = static lab => lab.Cause("route.moved").Once() },
        new("a maintenance of two seconds", LabPath) { Prepare = static lab => lab.Cause("server.maintenance").Once() },
        new("letters beyond ASCII in the password", "basic.encoding")
        {
            User = "renee",
            Password = "caf\u00E9-cr\u00E8me",
        },
        new("a wrong password, five requests: how often it is sent", "credentials.missing")
        {
            Password = "another",
            Times = 5,
        },
    ];

    private const string LabPath = "orders";
}
