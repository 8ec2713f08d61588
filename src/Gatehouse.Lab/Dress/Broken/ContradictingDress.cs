using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Broken;

/// <summary>A challenge for another scheme than the server takes, with the error of another status.</summary>
internal sealed class ContradictingDress : IDress
{
    /// <inheritdoc/>
    public string Name => "contradicting";

    /// <inheritdoc/>
    public string Server =>
        "a server whose challenge names a scheme it does not take, and an error that belongs to 403";

    /// <inheritdoc/>
    public DressedAnswer Answer(DressContext context) =>
        DressedAnswer
            .Of(401, "application/json", """{"status":403,"error":"Forbidden"}""")
            .Asking(
                context.Is("Bearer")
                    ? Challenge.Create("Basic", ("realm", context.Realm), ("error", "insufficient_scope"))
                    : Challenge.Create(
                        "Bearer",
                        ("realm", context.Realm),
                        ("error", "insufficient_scope"),
                        ("scope", "admin")
                    )
            );
}
