using System.Globalization;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>Django REST framework with its Basic authentication.</summary>
public sealed class RestFrameworkServer : DressedServerRecipe
{
    /// <inheritdoc/>
    public override string Dress => "django";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs =>
        ["/usr/bin/python3", "/usr/lib/python3/dist-packages/rest_framework/__init__.py"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm) =>
        [
            System.IO.Path.Combine(IdentityProviderTests.Root(), "tests", "python", "rest_framework_peer.py"),
            address.Port.ToString(CultureInfo.InvariantCulture),
        ];
}
