namespace Gatehouse.Storage.Tests;

/// <summary>A folder of a test's own under the system's temporary one, removed with everything in it at the end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("gatehouse-").FullName;

    /// <summary>Where a store may be made.</summary>
    public string Data => Path.Combine(Root, "data");

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
