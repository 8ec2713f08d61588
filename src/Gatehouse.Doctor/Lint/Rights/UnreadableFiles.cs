using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Rights;

/// <summary>
/// Files of users and keys that the given files name, where they are on this machine: may the server's own account read
/// them, and who else may?
/// </summary>
internal sealed class UnreadableFiles : LintCheck
{
    // What is read at each request, by the account that serves it.
    private static readonly string[] Users =
    [
        "auth_basic_user_file",
        "AuthUserFile",
        "AuthGroupFile",
        "auth_jwt_key_file",
    ];

    // What is read at the start, by root.
    private static readonly string[] Keys =
    [
        "ssl_certificate_key",
        "proxy_ssl_certificate_key",
        "SSLCertificateKeyFile",
    ];

    private static readonly string[] UsualAccounts = ["www-data", "nginx", "apache", "http", "www"];

    public override IEnumerable<Fault> Examine(GivenFiles files)
    {
        foreach (var file in files.Roots.Where(file => file.Kind is ServerFileKind.Nginx or ServerFileKind.Apache))
        {
            var account = AccountOf(files, file.Kind);
            foreach (var named in file.Root.All().Where(each => each.Arguments.Count > 0))
            {
                var users = Array.Exists(Users, named.Is);
                if (!users && !Array.Exists(Keys, named.Is))
                {
                    continue;
                }

                if (PathOf(file, named[0]) is { } path && FaultAt(named, path, users ? account : null) is { } fault)
                {
                    yield return fault;
                }
            }
        }
    }

    private static Fault? FaultAt(Directive named, string path, Account? account)
    {
        if (FileRights.Of(path) is not { } rights)
        {
            return named.Is("AuthUserFile") && IsOfThisMachine(named.File.Name, path) && !File.Exists(path)
                ? Ill(
                    named,
                    Causes.Server.UserFileUnusable,
                    Strength.Strong,
                    $"There is no file {path} on this machine",
                    $"htpasswd -c {path} USER"
                )
                : null;
        }

        if (account is not null)
        {
            if (Closed(path, account) is { } folder)
            {
                return Ill(
                    named,
                    Causes.Server.FileDenied,
                    Strength.Strong,
                    $"The server's account {account.Name} may not go through the folder {folder} to {path}",
                    $"chmod o+x {folder}"
                );
            }

            if (!rights.Lets(account, UnixFileMode.UserRead, UnixFileMode.GroupRead, UnixFileMode.OtherRead))
            {
                return Ill(
                    named,
                    Causes.Server.FileDenied,
                    Strength.Strong,
                    $"The server's account {account.Name} may not read {path} (mode {Octal(rights.Mode)})",
                    $"chgrp {account.Name} {path} && chmod 640 {path}"
                );
            }
        }

        return rights.Mode.HasFlag(UnixFileMode.OtherRead) && account?.User != 0 && Open(path)
            ? Remark(
                named,
                $"Everybody on this machine may read {path} (mode {Octal(rights.Mode)})",
                account is null ? $"chmod 600 {path}" : $"chgrp {account.Name} {path} && chmod 640 {path}"
            )
            : null;
    }

    // A server's file may be looked at far from its server: what it names is missed only beside it, or where both have
    // their place.
    private static bool IsOfThisMachine(string file, string path) =>
        file.StartsWith('/')
        && Path.GetDirectoryName(path) is { } folder
        && Directory.Exists(folder)
        && (file.StartsWith("/etc/", StringComparison.Ordinal) || folder == Path.GetDirectoryName(file));

    // The first folder on the way that the account may not go through.
    private static string? Closed(string path, Account account) =>
        Folders(path)
            .FirstOrDefault(folder =>
                FileRights.Of(folder) is { } rights
                && !rights.Lets(account, UnixFileMode.UserExecute, UnixFileMode.GroupExecute, UnixFileMode.OtherExecute)
            );

    private static bool Open(string path) =>
        Folders(path)
            .All(folder => FileRights.Of(folder) is { } rights && rights.Mode.HasFlag(UnixFileMode.OtherExecute));

    private static IEnumerable<string> Folders(string path)
    {
        var folders = new Stack<string>();
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            folders.Push(folder);
        }

        return folders;
    }

    private static string? PathOf(ServerFile file, string named)
    {
        if (
            named.Contains('$', StringComparison.Ordinal)
            || named.Contains('\0', StringComparison.Ordinal)
            || !OperatingSystem.IsLinux()
        )
        {
            return null;
        }

        if (named.StartsWith('/'))
        {
            return Path.GetFullPath(named);
        }

        // nginx looks beside nginx.conf, Apache below its ServerRoot.
        var folder =
            file.Kind == ServerFileKind.Nginx
                ? file.Name.StartsWith('/')
                    ? Path.GetDirectoryName(file.Name)
                    : null
                : file.Root.All("ServerRoot").Select(root => root[0]).FirstOrDefault(root => root.StartsWith('/'));
        return folder is null ? null : Path.GetFullPath(named, folder);
    }

    private static Account? AccountOf(GivenFiles files, ServerFileKind kind)
    {
        var named = files
            .Of(kind)
            .SelectMany(file => file.Root.Own(kind == ServerFileKind.Nginx ? "user" : "User"))
            .Select(user => user[0])
            .FirstOrDefault();
        if (named is not null && !named.Contains('$', StringComparison.Ordinal))
        {
            return Account.Find(named);
        }

        // Packages have an account each; where two could be meant nothing is said.
        var usual = UsualAccounts.Select(Account.Find).OfType<Account>().ToList();
        return usual.Count == 1 ? usual[0] : null;
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);
}
