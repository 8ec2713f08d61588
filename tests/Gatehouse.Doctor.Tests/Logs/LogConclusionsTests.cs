namespace Gatehouse.Doctor.Tests.Logs;

/// <summary>Whole logs, and what the doctor concludes from them with all its rules.</summary>
public class LogConclusionsTests
{
    [Fact]
    public Task A_directory_that_times_out() =>
        Concludes(
            "provider.outage-as-401",
            [
                .. Enumerable
                    .Range(0, 40)
                    .Select(i => SomeLog.Line(i, i % 9 == 0 ? 401 : 200, user: $"u{i % 5}", extra: "rt=0.040")),
                .. Enumerable
                    .Range(0, 40)
                    .Select(i => SomeLog.Line(100 + i, 401, user: $"u{i % 5}", extra: "rt=10.003")),
            ]
        );

    [Fact]
    public Task A_step_without_a_reason_is_not_guessed_at() =>
        Concludes(
            "undecided",
            [
                .. Enumerable.Range(0, 40).Select(i => SomeLog.Line(i, 200, address: $"192.0.2.{i % 5}")),
                .. Enumerable.Range(0, 40).Select(i => SomeLog.Line(100 + i, 401, address: $"192.0.2.{i % 5}")),
            ]
        );

    [Fact]
    public Task A_key_ring_lost_with_a_deploy() =>
        Concludes(
            "session.unreadable",
            [
                .. Enumerable
                    .Range(0, 30)
                    .Select(i => SomeLog.Line(10 * i, 200, "/account", address: $"192.0.2.{i % 5}")),
                SomeLog.Line(301, 502, "/account"),
                SomeLog.Line(303, 503, "/account"),
                .. Enumerable
                    .Range(0, 10)
                    .Select(i => SomeLog.Line(310 + i, 401, "/account", address: $"192.0.2.{i % 5}")),
                .. Enumerable
                    .Range(0, 3)
                    .Select(i => SomeLog.Line(330 + i, 302, "/login", method: "POST", address: $"192.0.2.{i % 5}")),
                .. Enumerable
                    .Range(0, 9)
                    .Select(i => SomeLog.Line(340 + i, 200, "/account", address: $"192.0.2.{i % 3}")),
            ]
        );

    [Fact]
    public Task A_locked_account_in_the_log_of_IIS() =>
        Concludes(
            "user.locked",
            "#Fields: date time cs-method cs-uri-stem cs-username c-ip sc-status sc-substatus sc-win32-status",
            "2026-11-21 12:00:00 GET /a - 192.0.2.1 401 2 5",
            "2026-11-21 12:00:00 GET /a - 192.0.2.1 401 1 2148074254",
            "2026-11-21 12:00:00 GET /a - 192.0.2.1 401 1 1909",
            "2026-11-21 12:00:05 GET /a - 192.0.2.1 401 1 1909",
            "2026-11-21 12:00:09 GET /a - 192.0.2.1 401 1 1909"
        );

    [Fact]
    public Task A_file_that_Windows_guards() =>
        Concludes(
            "server.file-denied",
            "#Fields: date time cs-method cs-uri-stem cs-username c-ip sc-status sc-substatus sc-win32-status",
            "2026-11-21 12:00:00 GET /a.aspx DOM\\bob 192.0.2.1 401 3 5",
            "2026-11-21 12:00:04 GET /a.aspx DOM\\eve 192.0.2.2 401 3 5"
        );

    [Fact]
    public Task A_damaged_file_of_users() =>
        Concludes(
            "server.user-file-unusable",
            "2026/11/21 12:00:00 [crit] 7#7: *1 crypt_r() failed (22: Invalid argument), client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\"",
            "2026/11/21 12:00:02 [crit] 7#7: *2 crypt_r() failed (22: Invalid argument), client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\""
        );

    [Fact]
    public Task A_stream_of_expired_tokens_in_an_application_log() =>
        Concludes(
            "token.expired",
            "info: Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerHandler[1]",
            "      Failed to validate the token.",
            "      Microsoft.IdentityModel.Tokens.SecurityTokenExpiredException: IDX10223: Lifetime validation failed. The token is expired. ValidTo (UTC): '11/21/2026 10:00:00 AM', Current time (UTC): '11/21/2026 12:00:00 PM'."
        );

    [Fact]
    public Task A_healthy_API_behind_Basic() =>
        Concludes(
            "healthy",
            [
                .. Enumerable
                    .Range(0, 20)
                    .SelectMany(i => new[] { SomeLog.Line(60 * i, 401), SomeLog.Line(60 * i, 200, user: "bob") }),
            ]
        );

    [Fact]
    public Task One_replica_with_another_secret() =>
        Concludes(
            "replica.inconsistent",
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    SomeLog.Line(
                        7 * i,
                        (i * 7) % 3 == 0 ? 401 : 200,
                        address: $"192.0.2.{i % 4}",
                        extra: $"10.0.0.{(i * 7) % 3}:8080"
                    )
                )
        );

    [Fact]
    public Task An_old_password_in_a_mail_program() =>
        Concludes(
            "credentials.stale-cached",
            [
                .. Enumerable
                    .Range(0, 20)
                    .Select(i =>
                        SomeLog.Line(300 * i, 401, user: "bob", address: "198.51.100.7", agent: "iOS/17 dataaccessd")
                    ),
                .. Enumerable.Range(0, 20).Select(i => SomeLog.Line((300 * i) + 40, 200, user: "bob")),
                .. Enumerable
                    .Range(0, 20)
                    .Select(i => SomeLog.Line((300 * i) + 70, 200, user: "eve", address: "192.0.2.9")),
            ]
        );

    [Fact]
    public Task Several_clients_whose_tokens_last_an_hour() =>
        Concludes(
            "token.expired",
            Enumerable
                .Range(0, 3)
                .SelectMany(c =>
                    new[]
                    {
                        SomeLog.Line(
                            600 * c,
                            200,
                            "/oauth/token",
                            method: "POST",
                            address: $"192.0.2.{c}",
                            agent: "job"
                        ),
                    }.Concat(
                        Enumerable
                            .Range(1, 70)
                            .Select(i =>
                                SomeLog.Line(
                                    (600 * c) + (60 * i),
                                    i < 60 ? 200 : 401,
                                    address: $"192.0.2.{c}",
                                    agent: "job"
                                )
                            )
                    )
                )
        );

    [Fact]
    public Task Guessing_of_passwords() =>
        Concludes(
            "credentials.rejected",
            [
                .. Enumerable.Range(0, 60).Select(i => SomeLog.Line(i, 401, user: $"admin{i}", address: "203.0.113.5")),
                .. Enumerable.Range(0, 10).Select(i => SomeLog.Line(5 * i, 200, user: "bob")),
            ]
        );

    [Fact]
    public Task Wrong_passwords_in_the_log_of_Apache() =>
        Concludes(
            "password.wrong",
            "[Sat Nov 21 12:00:00.123456 2026] [auth_basic:error] [pid 1:tid 2] [client 192.0.2.1:5] AH01617: user bob: authentication failure for \"/\": Password Mismatch"
        );

    private static async Task Concludes(string cause, params IEnumerable<string> lines) =>
        Assert.Equal(cause, await SomeLog.ConcludesAsync(SomeLog.Of(lines)));
}
