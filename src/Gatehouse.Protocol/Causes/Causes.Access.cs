namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>What a known principal may do.</summary>
    public static class Access
    {
        /// <summary>The principal lacks a role.</summary>
        public static Cause RoleMissing { get; } =
            new("access.role-missing", 1501, 403, Party.Operator, NextStep.Ask) { IisSubstatus = "401.3" };

        /// <summary>The principal lacks a permission.</summary>
        public static Cause PermissionDenied { get; } =
            new("access.permission-denied", 1502, 403, Party.Operator, NextStep.Ask) { IisSubstatus = "401.3" };

        /// <summary>The principal may not use this method here.</summary>
        public static Cause MethodDenied { get; } =
            new("access.method-denied", 1503, 403, Party.Operator, NextStep.Ask) { IisSubstatus = "401.3" };

        /// <summary>The principal has no access to a hidden route. Masked.</summary>
        public static Cause Hidden { get; } =
            new("access.hidden", 1504, 404, Party.Operator, NextStep.Stop) { Public = Causes.Route.Unknown };

        /// <summary>The route is closed to everybody.</summary>
        public static Cause Nobody { get; } =
            new("access.nobody", 1505, 403, Party.Operator, NextStep.Stop) { IisSubstatus = "401.3" };

        /// <summary>The route's filter said no.</summary>
        public static Cause FilterRefused { get; } =
            new("access.filter-refused", 1506, 403, Party.Operator, NextStep.Ask) { IisSubstatus = "401.4" };

        /// <summary>The application behind the gateway said no, and why.</summary>
        public static Cause ApplicationRefused { get; } =
            new("access.application-refused", 1507, 403, Party.Operator, NextStep.Ask) { IisSubstatus = "401.5" };

        /// <summary>A missing permission is answered with 401 in place of 403.</summary>
        public static Cause ReportedAs401 { get; } =
            new("access.reported-as-401", 1508, 401, Party.Operator, NextStep.Ask) { OutsideOnly = true };

        internal static IEnumerable<Cause> Entries =>
            [
                RoleMissing,
                PermissionDenied,
                MethodDenied,
                Hidden,
                Nobody,
                FilterRefused,
                ApplicationRefused,
                ReportedAs401,
            ];
    }
}
