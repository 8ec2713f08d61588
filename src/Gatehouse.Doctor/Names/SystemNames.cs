using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Gatehouse.Doctor.Names;

/// <summary>The names of this machine, as its system has them.</summary>
internal sealed class SystemNames : INameService
{
    public int Port => 53;

    public string? HostsFile =>
        OperatingSystem.IsWindows()
            ? Path.Combine(Environment.SystemDirectory, "drivers", "etc", "hosts")
            : "/etc/hosts";

    public IReadOnlyList<IPEndPoint> Resolvers
    {
        get
        {
            try
            {
                return
                [
                    .. NetworkInterface
                        .GetAllNetworkInterfaces()
                        .SelectMany(network => network.GetIPProperties().DnsAddresses)
                        .Distinct()
                        .Select(address => new IPEndPoint(address, Port)),
                ];
            }
            catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException)
            {
                return [];
            }
        }
    }

    public async Task<IReadOnlyList<IPAddress>> AddressesAsync(string name, CancellationToken token)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(name, token);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return [];
        }
    }
}
