using System.IO.Compression;
using System.Text;
using Gatehouse.Doctor.Intake;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Doctor.Intake.Logs;
using Gatehouse.Doctor.Intake.Recordings;
using Gatehouse.Doctor.Intake.ServerFiles;
using Gatehouse.Doctor.Intake.Transcripts;
using Gatehouse.Doctor.Tests.Sending;

namespace Gatehouse.Doctor.Tests.Intake;

/// <summary>Files that are broken or made to break a reader: each is read or refused with a sentence, within its bounds.</summary>
public class HostileInputTests
{
    private const int Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData("[")]
    [InlineData("{\"log\":")]
    [InlineData("{\"log\":{\"entries\":[")]
    [InlineData("{\"log\":{\"entries\":[{\"request\":[")]
    public void A_recording_of_nothing_but_levels_is_refused_with_a_sentence(string level)
    {
        var text = string.Concat(Enumerable.Repeat(level, 64 * Mebibyte / level.Length));
        var refused = Assert.Throws<IntakeException>(() => RecordingIntake.Read(text, Some.Now));
        Assert.InRange(refused.Message.Length, 10, 300);
    }

    [Fact]
    public void A_recording_with_a_deep_stack_of_callers_is_read()
    {
        const int Levels = 300;
        var stack =
            string.Concat(Enumerable.Repeat("{\"callFrames\":[],\"parent\":", Levels)) + "{}" + new string('}', Levels);
        var file = RecordingIntake.Read(
            $$$"""{"log":{"entries":[{"_initiator":{"stack":{{{stack}}}},"request":{"method":"GET","url":"https://api.example/orders","headers":[]},"response":{"status":401,"headers":[]}}]}}""",
            Some.Now
        );
        Assert.Equal(401, file.Main?.Answer?.Status);
    }

    [Theory]
    [InlineData("{\"log\":{\"entries\":[null,1,\"x\",[],{}]}}")]
    [InlineData("{\"log\":{\"entries\":[{\"request\":7,\"response\":\"no\"}]}}")]
    [InlineData("{\"log\":{\"entries\":[{\"request\":{\"url\":7,\"headers\":{}},\"response\":{\"status\":\"401\"}}]}}")]
    [InlineData(
        "{\"log\":{\"entries\":[{\"startedDateTime\":\"9999-99-99\",\"time\":-1e400,\"response\":{\"status\":1e9}}]}}"
    )]
    public async Task A_recording_of_other_types_than_it_should_have_is_read_or_refused(string text) =>
        await IsBoundedAsync(() => RecordingIntake.Read(text, Some.Now));

    [Fact]
    public async Task A_recording_of_payload_is_shown_clean()
    {
        var payload = System.Text.Json.JsonSerializer.Serialize(HostileAnswers.Payload);
        await IsBoundedAsync(() =>
            RecordingIntake.Read(
                $$$"""
                {"log":{"creator":{"name":{{{payload}}}},"pages":[{"id":"p","title":{{{payload}}}}],"entries":[{"pageref":"p",
                "request":{"method":{{{payload}}},"url":"https://api.example/orders","headers":[{"name":{{{payload}}},"value":{{{payload}}}}],"cookies":[{"name":{{{payload}}},"value":{{{payload}}}}]},
                "response":{"status":401,"statusText":{{{payload}}},"headers":[{"name":"WWW-Authenticate","value":{{{payload}}}}],"content":{"text":{{{payload}}},"mimeType":{{{payload}}}},"_error":{{{payload}}}}}]}}
                """,
                Some.Now
            )
        );
    }

    [Fact]
    public async Task A_log_of_one_line_of_a_hundred_megabytes_is_read()
    {
        await using var line = new RepeatedStream("401 denied "u8.ToArray(), 100L * Mebibyte);
        await IsBoundedAsync(() => LogIntake.For([line], Some.Now));
    }

    [Fact]
    public async Task A_packed_log_that_is_cut_off_is_read_or_refused()
    {
        var packed = Packed("127.0.0.1 - - [21/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 401 5\n", 10_000);
        await IsBoundedAsync(() => LogIntake.For([new MemoryStream(packed[..(packed.Length / 2)])], Some.Now));
        await IsBoundedAsync(() => LogIntake.For([new MemoryStream([0x1f, 0x8b, 8, 0, 1, 2, 3])], Some.Now));
    }

    [Theory]
    [InlineData(
        "127.0.0.1 - \u001b[2J\u202e<script> [21/Nov/2026:12:00:00 +0000] \"GET /<script>\u001b HTTP/1.1\" 401 5 \"-\" \"\u001b]0;x\u0007\"\n"
    )]
    [InlineData("{\"status\":401,\"path\":\"<script>\\u001b[2J\",\"msg\":\"\\u202e token expired\"}\n")]
    [InlineData("\0\0\0\0\n")]
    [InlineData("\"\"\"\"\"\"\"\"\"\"[[[[[[[[[[((((((((\n")]
    public async Task A_log_of_payload_is_shown_clean(string line) =>
        await IsBoundedAsync(() =>
            LogIntake.For(
                [new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 2000))))],
                Some.Now
            )
        );

    [Theory]
    [InlineData("curl -H 'Authorization: Bearer x' https://api.example/", "a")]
    [InlineData("curl ", "-H 'A: b' ")]
    [InlineData("curl ", "'")]
    [InlineData("curl ", "\"\\")]
    [InlineData("curl ", "$(")]
    [InlineData("curl https://api.example/ ", "${A")]
    [InlineData("curl https://api.example/ ", "`")]
    [InlineData("curl ^\"https://api.example/^\" -H \"", "\\")]
    [InlineData("curl ^\"https://api.example/^\" -H \"", "%A")]
    [InlineData("curl https://api.example/ -d ", "{\"a\":")]
    [InlineData("", "curl \\\n")]
    [InlineData("", "curl https://api.example/ ; ")]
    [InlineData("A=1 ", "B=$A$A ")]
    public async Task A_command_line_of_a_megabyte_is_read_or_refused(string first, string then)
    {
        var text = first + string.Concat(Enumerable.Repeat(then, Mebibyte / then.Length));
        await IsBoundedAsync(() => CommandLineIntake.Read(text, Some.Now));
    }

    [Theory]
    [InlineData("HTTP/1.1 401 Unauthorized\r\n\r\n", "x")]
    [InlineData("", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\n\r\n")]
    [InlineData("", "> GET / HTTP/1.1\n< HTTP/1.1 401 Unauthorized\n")]
    [InlineData("", "https://api.example/ ")]
    [InlineData("", "< ")]
    [InlineData("", "\n")]
    [InlineData("", "eyJ")]
    [InlineData("", "<a href=\"")]
    [InlineData("", "\u001b[2J\u202e<script>")]
    public async Task A_text_of_four_megabytes_is_read_or_refused(string first, string then)
    {
        var text = first + string.Concat(Enumerable.Repeat(then, 4 * Mebibyte / then.Length));
        await IsBoundedAsync(() => ExchangeIntake.Read(text, Some.Now));
    }

    [Fact]
    public async Task Server_files_that_include_each_other_are_read()
    {
        await IsBoundedAsync(() =>
            ServerIntake.For(
                [
                    ("other.conf", "http { server { include a.conf; } }"),
                    ("nginx.conf", "http { server { include a.conf; } }"),
                    ("a.conf", "location / { auth_basic on; include b.conf; }"),
                    ("b.conf", "location /b { include a.conf; include b.conf; include nginx.conf; }"),
                ],
                Some.Now
            )
        );
        await IsBoundedAsync(() => ServerIntake.For([("nginx.conf", "http { include nginx.conf; }")], Some.Now));
    }

    [Theory]
    [InlineData("nginx.conf", "location / {\n")]
    [InlineData("nginx.conf", "}\n")]
    [InlineData("nginx.conf", "set $a \"\n")]
    [InlineData("nginx.conf", "auth_basic \u001b[2J<script>;\n")]
    [InlineData("httpd.conf", "<Directory />\n")]
    [InlineData("httpd.conf", "Require valid-user \\\n")]
    [InlineData(".htaccess", "AuthName \"<script>\u001b[2J\u202e\nRequire all denied\n")]
    [InlineData("web.config", "<configuration>")]
    [InlineData("web.config", "<!DOCTYPE a [<!ENTITY b \"&b;&b;\">]><configuration>&b;")]
    [InlineData("php.ini", "session.cookie_secure = \"\n")]
    [InlineData("Caddyfile", "a {\n")]
    [InlineData("haproxy.cfg", "acl a http_auth(b) \n")]
    [InlineData("docker-compose.yml", "a:\n - b: &c [*c]\n")]
    [InlineData("docker-compose.yml", "- ")]
    [InlineData("docker-compose.yml", "{a: ")]
    [InlineData(".htpasswd", "user:$apr1$")]
    public async Task A_server_file_of_a_megabyte_is_read_or_refused(string name, string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, Mebibyte / part.Length));
        await IsBoundedAsync(() => ServerIntake.For([(name, text)], Some.Now));
    }

    [Theory]
    [InlineData("eyJhbGciOiJub25lIn0.", "eyJ")]
    [InlineData("", ".")]
    [InlineData("", "\u001b[2J\u202e<script>")]
    public async Task A_token_of_a_megabyte_is_looked_at(string first, string then)
    {
        var token = first + string.Concat(Enumerable.Repeat(then, Mebibyte / then.Length));
        await IsBoundedAsync(() => CredentialIntake.Of(new([new("Authorization", "Bearer " + token)]), Some.Now));
    }

    private static async Task IsBoundedAsync(Func<CaseFile> read)
    {
        CaseFile file;
        try
        {
            file = read();
        }
        catch (IntakeException refused)
        {
            Assert.InRange(refused.Message.Length, 10, 400);
            return;
        }

        var examination = await new Consultation(new DoctorOptions { Offline = true }).ExamineAsync(
            file,
            TestContext.Current.CancellationToken
        );
        Assert.DoesNotContain(examination.Remarks, remark => remark.Contains("Exception", StringComparison.Ordinal));
        ReportsCheck.AreClean(examination);
    }

    private static byte[] Packed(string line, int times)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, times))));
        }

        return packed.ToArray();
    }
}
