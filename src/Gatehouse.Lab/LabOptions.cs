using System.Net;

namespace Gatehouse.Lab;

/// <summary>How a lab is started.</summary>
public sealed record LabOptions
{
    /// <summary>The port of the command line: <c>8401</c>.</summary>
    public const int UsualPort = 8401;

    /// <summary>
    /// The port of the main address; each other place has the next one. 0, the default, takes any that are free, so that
    /// labs run side by side.
    /// </summary>
    public int Port { get; init; }

    /// <summary>The address that it listens on; loopback by default, since everything here is open on purpose.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
