using System.Globalization;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>Express with Passport's strategy for Basic.</summary>
public class ExpressServer : DressedServerRecipe
{
    private static readonly string Folder = System.IO.Path.Combine(IdentityProviderTests.Root(), "tests", "node");

    /// <inheritdoc/>
    public override string Dress => "express";

    /// <inheritdoc/>
    public override string Path => "/basic";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs =>
        ["/usr/bin/node", System.IO.Path.Combine(Folder, "node_modules", "passport-http-bearer", "package.json")];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm) =>
        [
            System.IO.Path.Combine(Folder, "express-peer.mjs"),
            address.Port.ToString(CultureInfo.InvariantCulture),
            realm,
        ];
}
