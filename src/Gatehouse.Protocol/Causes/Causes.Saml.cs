namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>SAML 2.0 sign-in.</summary>
    public static class Saml
    {
        /// <summary>The SAML response cannot be taken.</summary>
        public static Cause ResponseInvalid { get; } =
            new("saml.response-invalid", 1201, 401, Party.Provider, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The signature of the SAML response does not verify.</summary>
        public static Cause SignatureInvalid { get; } =
            new("saml.signature-invalid", 1202, 401, Party.Provider, NextStep.Ask) { IisSubstatus = "401.1" };

        /// <summary>The SAML response came too late.</summary>
        public static Cause Expired { get; } =
            new("saml.expired", 1203, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The SAML response was made for another site.</summary>
        public static Cause AudienceMismatch { get; } =
            new("saml.audience-mismatch", 1204, 401, Party.Provider, NextStep.Ask) { IisSubstatus = "401.1" };

        /// <summary>The SAML response was used already.</summary>
        public static Cause Replayed { get; } =
            new("saml.replayed", 1205, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        internal static IEnumerable<Cause> Entries =>
            [ResponseInvalid, SignatureInvalid, Expired, AudienceMismatch, Replayed];
    }
}
