using System.Net;
using Gatehouse.Decisions.Admission;

namespace Gatehouse.Lab.Judging;

/// <summary>The reverse look-up of the lab: one address has a name that is not admitted.</summary>
internal sealed class LabHostNames : IHostNames
{
    /// <summary>The name that is not admitted.</summary>
    public const string Denied = "crawler.lab.example";

    /// <summary>Its address.</summary>
    public static IPAddress DeniedAddress { get; } = IPAddress.Parse("198.51.100.66");

    /// <inheritdoc/>
    public ValueTask<string?> NameOfAsync(IPAddress address, CancellationToken cancellationToken) =>
        new(address.Equals(DeniedAddress) ? Denied : null);
}
