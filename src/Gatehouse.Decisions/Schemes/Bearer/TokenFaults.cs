using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Schemes.Bearer;

/// <summary>Faults of tokens, in words that help whoever sent one and reveal nothing of it.</summary>
internal static class TokenFaults
{
    public static string Describe(JwsFault fault) =>
        fault switch
        {
            JwsFault.TooLong => "it is too long",
            JwsFault.NotThreeParts => "it does not have three parts between dots",
            JwsFault.BadBase64Url => "a part is not base64url",
            JwsFault.HeaderNotJson => "its header is not JSON",
            JwsFault.PayloadNotJson => "its payload is not JSON",
            JwsFault.DuplicateMember => "a member stands twice",
            JwsFault.CriticalUnknown => "its header has a crit member",
            JwsFault.UnencodedPayload => "its payload is declared unencoded",
            JwsFault.Encrypted => "it is encrypted",
            JwsFault.HeaderMemberType or JwsFault.ClaimType => "a member has the wrong JSON type",
            JwsFault.ClaimRange => "a time in it is out of range",
            _ => "it cannot be read",
        };
}
