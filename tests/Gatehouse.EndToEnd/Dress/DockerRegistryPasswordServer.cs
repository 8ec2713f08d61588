namespace Gatehouse.EndToEnd.Dress;

/// <summary>The Docker registry (distribution) with a password file.</summary>
public sealed class DockerRegistryPasswordServer : DockerRegistryServer
{
    /// <inheritdoc/>
    public override string Content => "/v2/";

    /// <inheritdoc/>
    protected override string Authentication(string folder, Uri address, string realm)
    {
        File.WriteAllText(
            System.IO.Path.Combine(folder, "users"),
            "alice:$2y$05$haFjL8NaBeNdGJcCBTNQguU/K3WI/UgOhJzmrgkVodDwfBelUkqMO\n"
        );
        return $$"""htpasswd: { realm: {{realm}}, path: {{folder}}/users }""";
    }
}
