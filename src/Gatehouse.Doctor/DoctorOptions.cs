using System.Security.Cryptography.X509Certificates;
using Gatehouse.Doctor.Names;

namespace Gatehouse.Doctor;

/// <summary>What the doctor may do.</summary>
public sealed record DoctorOptions
{
    /// <summary>Whether nothing may be sent: only what was given is looked at.</summary>
    public bool Offline { get; init; }

    /// <summary>The most requests that are sent; 12 by default.</summary>
    public int MaxRequests { get; init; } = 12;

    /// <summary>The time after which no request is begun; 30 s by default.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait for one answer; 10 s by default.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The address to connect to in place of what the host name resolves to; null for none.</summary>
    public string? Resolve { get; init; }

    /// <summary>The forward proxy to go through; null for none. The environment's proxy variables are used only where this is <c>env</c>.</summary>
    public string? Proxy { get; init; }

    /// <summary>Whether a method that may change something was asked for and may be sent.</summary>
    public bool UnsafeMethods { get; init; }

    /// <summary>The certificate authorities that are trusted in place of the system's; null for the system's.</summary>
    internal X509Certificate2Collection? Authorities { get; init; }

    /// <summary>What resolves a Gatehouse's references; null for nothing.</summary>
    public Gatehouses.IReferences? References { get; init; }

    /// <summary>Who knows the addresses of names; null for this machine's system.</summary>
    internal INameService? Names { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether <see cref="Proxy"/> may have this value: an http, https or SOCKS address, or <c>env</c>.</summary>
    public static bool IsProxy(string value) => Sending.ProxyChoice.IsOne(value);

    /// <summary>How a server's certificate is judged; null as the system does it.</summary>
    internal X509ChainPolicy? ChainPolicy()
    {
        if (Authorities is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(Authorities);
        return policy;
    }
}
