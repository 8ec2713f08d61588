namespace Gatehouse.Protocol.Tests.Jose;

internal sealed record JwsDeviation(bool Accepted, string Reason);
