using System.Globalization;
using Gatehouse.Doctor.Intake.ServerFiles;
using Gatehouse.Doctor.Lint;

namespace Gatehouse.Doctor.Tests.Lint.Rights;

/// <summary>Real files with real modes, in a folder of their own.</summary>
public sealed class UnreadableFilesTests : IDisposable
{
    private const string Account = "nobody";
    private const UnixFileMode Everybody = (UnixFileMode)0b111_101_101;

    private readonly string _folder = Directory.CreateTempSubdirectory("rights").FullName;

    public UnreadableFilesTests()
    {
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(_folder, Everybody);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("600", "error server.file-denied")]
    [InlineData("640", "error server.file-denied")]
    [InlineData("604", "information ")]
    [InlineData("644", "information ")]
    public void Whether_the_server_s_account_may_read_its_users_is_told(string mode, string said) =>
        Assert.Equal([said], Found("nginx.conf", Nginx(Write("users", mode))));

    [Theory]
    [InlineData("600", "error server.file-denied")]
    [InlineData("644", "information ")]
    public void Apache_s_file_of_users_is_looked_at_too(string mode, string said) =>
        Assert.Equal([said], Found("httpd.conf", Apache(Write("users", mode))));

    [Fact]
    public void A_folder_on_the_way_that_is_closed_is_named()
    {
        var inner = Directory.CreateDirectory(Path.Combine(_folder, "inner")).FullName;
        var path = Write("inner/users", "644");
        Protect(inner, "700");
        Assert.Contains(
            $"may not go through the folder {inner}",
            Faults("nginx.conf", Nginx(path))[0].Why.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_key_that_root_alone_reads_is_well_and_one_that_all_read_is_worth_a_word()
    {
        var key = Write("key.pem", "600");
        var text = $"user {Account};\nhttp {{ server {{ ssl_certificate_key {key}; }} }}\n";
        Assert.Empty(Found("nginx.conf", text));
        Protect(key, "644");
        Assert.Equal(["information "], Found("nginx.conf", text));
    }

    [Fact]
    public void A_file_of_users_that_is_not_there_is_told_where_it_should_be_on_this_machine()
    {
        var text = Apache(Path.Combine(_folder, "nowhere"));
        Assert.Equal(["error server.user-file-unusable"], Found(Path.Combine(_folder, "httpd.conf"), text));
        Assert.Empty(Found("httpd.conf", text));
    }

    [Theory]
    [InlineData("/no/such/folder/users")]
    [InlineData("$users")]
    [InlineData("users")]
    public void What_is_not_on_this_machine_is_left_alone(string path) =>
        Assert.DoesNotContain(
            Faults("nginx.conf", Nginx(path)),
            fault => fault.Cause?.Id is "server.file-denied" or "server.user-file-unusable"
        );

    [Fact]
    public void An_account_that_this_machine_does_not_have_is_left_alone() =>
        Assert.DoesNotContain(
            Faults(
                "nginx.conf",
                Nginx(Write("users", "600")).Replace(Account, "nobody-at-all", StringComparison.Ordinal)
            ),
            fault => fault.Cause is not null
        );

    private static string Nginx(string path) =>
        $"user {Account};\nhttp {{ server {{ location / {{ auth_basic x; auth_basic_user_file {path}; }} }} }}\n";

    private static string Apache(string path) =>
        $"User {Account}\n<Directory /srv>\nAuthType Basic\nAuthName x\nAuthUserFile {path}\nRequire valid-user\n</Directory>\n";

    private static IReadOnlyList<string> Found(string name, string text) =>
        [.. Faults(name, text).Select(fault => $"{fault.Severity} {fault.Cause?.Id}")];

    private static List<Fault> Faults(string name, string text)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Owners and modes are read on Linux alone.");
        return
        [
            .. ServerIntake
                .For([(name, text)], Some.Now)
                .Note<LintFindings>()!
                .Faults.Where(fault =>
                    fault.At.Name.Contains("ser_file", StringComparison.Ordinal)
                    || fault.At.Name.EndsWith("UserFile", StringComparison.Ordinal)
                    || fault.At.Name.EndsWith("_key", StringComparison.Ordinal)
                ),
        ];
    }

    private static void Protect(string path, string mode)
    {
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        }
    }

    private string Write(string name, string mode)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "user:$2y$05$invented\n");
        Protect(path, mode);
        return path;
    }
}
