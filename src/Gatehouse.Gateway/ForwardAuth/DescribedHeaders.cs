using Gatehouse.Decisions.Facts;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>The field lines of the original request: those of the question, with the host that the client asked for.</summary>
internal sealed class DescribedHeaders(HeaderLines asked, string host) : HeaderLines
{
    private const string HostField = "Host";

    public override int Count(string name) => IsHost(name) ? 1 : asked.Count(name);

    public override string? Line(string name, int index) =>
        !IsHost(name) ? asked.Line(name, index)
        : index == 0 ? host
        : null;

    public override IEnumerable<HeaderLine> All() =>
        asked.All().Where(line => !IsHost(line.Name)).Append(new HeaderLine(HostField, host));

    private static bool IsHost(string name) => name.Equals(HostField, StringComparison.OrdinalIgnoreCase);
}
