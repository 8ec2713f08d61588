using System.Net;
using Gatehouse.Doctor.Intake.CommandLines;

namespace Gatehouse.Doctor.Sending;

/// <summary>The way to the server that was asked for: by an option of the doctor's, or by the pasted command line.</summary>
internal static class GivenWay
{
    /// <summary>Keeps in the case which proxy and which address requests take.</summary>
    public static void Note(CaseFile file, DoctorOptions options)
    {
        var line = file.Note<CommandLine>();
        file.Proxy ??= options.Proxy ?? (line?.Proxy is { } proxy && ProxyChoice.IsOne(proxy) ? proxy : null);
        file.ConnectTo ??= IPAddress.TryParse(options.Resolve, out var address) ? address : AddressIn(line?.ConnectsTo);
    }

    // curl writes HOST:PORT:ADDRESS[,ADDRESS...] and HOST:PORT:HOST:PORT; an address of IPv6 stands in brackets.
    private static IPAddress? AddressIn(string? text)
    {
        if (text?.Split(',')[0].Split(':', 3) is not [_, _, { } place])
        {
            return null;
        }

        var bracket = place.IndexOf(']', StringComparison.Ordinal);
        var bare = place.StartsWith('[') && bracket > 0 ? place[1..bracket] : place.Split(':')[0];
        return IPAddress.TryParse(bare, out var address) ? address : null;
    }
}
