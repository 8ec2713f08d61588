using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class SecretTests : IDisposable
{
    private const string Provider =
        "providers: { p: { type: oidc, issuer: 'https://a', audience: x, client-id: x, client-secret: { SOURCE } } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-secret-").FullName;

    [Fact]
    public void A_secret_comes_from_the_environment()
    {
        var secret = Read("env: S", ("S", "hunter2\n"));

        Assert.Equal("hunter2", secret.Reveal());
        Assert.Equal("env S", secret.ToString());
    }

    [Theory]
    [InlineData("hunter2\r\n", "hunter2")]
    [InlineData("hunter2\n\n", "hunter2")]
    [InlineData(" hunter2 \n", " hunter2 ")]
    [InlineData("two\nlines", "two\nlines")]
    public void A_secret_comes_from_a_file_without_its_last_line_end(string content, string secret)
    {
        File.WriteAllText(Path.Combine(_folder, "s"), content);

        Assert.Equal(secret, Read("file: s").Reveal());
    }

    [Theory]
    [InlineData("env: S")]
    [InlineData("file: nothing")]
    [InlineData("file: .")]
    [InlineData("file: empty")]
    [InlineData("file: binary")]
    [InlineData("file: large")]
    public void A_secret_that_is_not_there_is_missing_and_no_error(string source)
    {
        File.WriteAllText(Path.Combine(_folder, "empty"), "\n");
        File.WriteAllBytes(Path.Combine(_folder, "binary"), [0xFF, 0xFE]);
        File.WriteAllText(Path.Combine(_folder, "large"), new string('x', 70_000));

        var result = Result(source);
        var configuration = ReadConfiguration.Good(result);

        var missing = Assert.Single(configuration.MissingSecrets);
        Assert.Equal(("providers.p.client-secret", 1), (missing.Location.KeyPath, missing.Location.Line));
        Assert.True(configuration.Providers["p"].IsClosed);
        Assert.True(configuration.Providers["p"].ClientSecret!.IsMissing);
        Assert.Throws<InvalidOperationException>(configuration.Providers["p"].ClientSecret!.Reveal);
        Assert.Contains(result.Problems, problem => problem.Id == "secret-missing");
    }

    [Fact]
    public void An_empty_variable_is_missing() => Assert.True(Read("env: S", ("S", "")).IsMissing);

    [Fact]
    public void A_configuration_never_prints_a_secret()
    {
        var configuration = ReadConfiguration.Good(Result("env: S", ("S", "hunter2")));

        Assert.DoesNotContain("hunter2", configuration.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", configuration.Providers["p"].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupWrite, true)]
    public void A_file_that_others_can_read_is_a_warning_with_the_command(UnixFileMode mode, bool told)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such rights.");
            return;
        }

        var path = Path.Combine(_folder, "s");
        File.WriteAllText(path, "hunter2");
        File.SetUnixFileMode(path, mode);

        var problem = Result("file: s").Problems.FirstOrDefault(problem => problem.Id == "secret-file-rights");

        Assert.Equal(told, problem is not null);
        Assert.Equal(told ? $"chmod 0640 {path}" : null, problem?.Fix);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SecretValue Read(string source, params (string Name, string Value)[] environment) =>
        ReadConfiguration.Good(Result(source, environment)).Providers["p"].ClientSecret!;

    private ConfigurationResult Result(string source, params (string Name, string Value)[] environment) =>
        ConfigurationReader.Read(
            Provider.Replace("SOURCE", source, StringComparison.Ordinal),
            "gatehouse.yaml",
            _folder,
            new SecretResolver(name => environment.FirstOrDefault(variable => variable.Name == name).Value)
        );
}
