using Gatehouse.Doctor.Intake;
using Gatehouse.Doctor.Intake.CommandLines;

namespace Gatehouse.Doctor.Tests.Intake.CommandLines;

public class CommandLineIntakeTests
{
    [Theory]
    [InlineData("curl -H 'Authorization: Bearer abc' https://api.example/orders")]
    [InlineData("$ curl https://api.example/orders -H \"Authorization: Bearer abc\"")]
    [InlineData("curl \\\n  --header 'Authorization: Bearer abc' \\\n  --url https://api.example/orders | jq .")]
    [InlineData("curl \\ \n  --header 'Authorization: Bearer abc' \\\t\n https://api.example/orders")]
    [InlineData("curl -sSLkH'Authorization: Bearer abc' https://api.example/orders 2>/dev/null")]
    [InlineData("curl --oauth2-bearer abc https://api.example/orders # the orders")]
    [InlineData("curl ^\"https://api.example/orders^\" ^\n  -H ^\"Authorization: Bearer abc^\"")]
    [InlineData("C:\\Users\\me> curl \"https://api.example/orders\" -H \"Authorization: Bearer abc\"")]
    [InlineData("PS C:\\> curl.exe `\n -H 'Authorization: Bearer abc' `\n https://api.example/orders")]
    [InlineData("curl $'https://api.example/orders' -H $'Authorization: \\x42earer abc'")]
    [InlineData("export TOKEN=abc\ncurl -H \"Authorization: Bearer $TOKEN\" https://api.example/orders")]
    [InlineData("me@box:~$ sudo /usr/bin/curl -H 'Authorization: Bearer abc' 'https://api.example/orders'")]
    [InlineData("wget -qO- --header='Authorization: Bearer abc' https://api.example/orders")]
    [InlineData("http https://api.example/orders 'Authorization: Bearer abc'")]
    [InlineData("http -A bearer -a abc GET https://api.example/orders")]
    [InlineData(
        "Invoke-WebRequest -Uri https://api.example/orders -Headers @{ Authorization = \"Bearer abc\"; Accept = '*/*' }"
    )]
    [InlineData(
        "Invoke-RestMethod -Headers @{\n 'Authorization'='Bearer abc'\n 'X-Y'='1'\n} -Method GET -Uri https://api.example/orders"
    )]
    public void The_same_request_is_read_from_every_way_to_write_it(string line)
    {
        var request = Pasted.Command(line).Subject!;
        Assert.Equal("GET", request.Method);
        Assert.Equal("https://api.example/orders", request.Url!.ToString());
        Assert.Equal("Bearer abc", request.Authorization);
    }

    [Theory]
    [InlineData("curl -d a=1 https://a.example/", "POST", "a=1")]
    [InlineData("curl --data-urlencode 'a=1 2' -d b=2 https://a.example/", "POST", "a=1%202&b=2")]
    [InlineData("curl -X DELETE https://a.example/", "DELETE", null)]
    [InlineData("curl -I https://a.example/", "HEAD", null)]
    [InlineData("curl --json '{\"a\":1}' https://a.example/", "POST", "{\"a\":1}")]
    public void Method_and_body_are_those_that_curl_would_send(string line, string method, string? body)
    {
        var request = Pasted.Command(line).Subject!;
        Assert.Equal(method, request.Method);
        Assert.Equal(body, request.Body);
    }

    [Fact]
    public void Data_goes_into_the_address_with_G() =>
        Assert.Equal(
            "https://a.example/?x=1&key=abc",
            Pasted.Command("curl -G -d key=abc 'https://a.example/?x=1'").Target!.ToString()
        );

    [Fact]
    public void User_and_password_become_Basic_unless_another_scheme_is_chosen()
    {
        Assert.Equal("Basic bWU6eA==", Pasted.Command("curl -u me:x a.example").Subject!.Authorization);
        var digest = Pasted.Command("curl --digest -u me:x a.example");
        Assert.Null(digest.Subject!.Authorization);
        Assert.True(digest.Note<CommandLine>()!.WaitsForChallenge);
    }

    [Fact]
    public void What_follows_the_command_is_kept_as_text() =>
        Assert.Equal(
            "HTTP/1.1 401 Unauthorized",
            Pasted.Command("curl -i a.example\nHTTP/1.1 401 Unauthorized\n").Text
        );

    [Theory]
    [InlineData("curl -u 'me:pa$word' a.example", "")]
    [InlineData("curl -u me:pa$word a.example", "DollarInside $word")]
    [InlineData("curl -u \"me:pa$$word\" a.example", "DollarInside $$")]
    [InlineData("curl -u \"me:$PASSWORD\" a.example", "VariableReplaced $PASSWORD")]
    [InlineData("curl -H 'Authorization: Bearer $TOKEN' a.example", "VariableKept $TOKEN")]
    [InlineData("curl -u \"me:hello!you\" a.example", "HistoryMark !")]
    [InlineData("curl -H “Authorization: Bearer x” a.example", "SmartQuotes “")]
    public void What_the_shell_does_to_a_value_is_noted(string line, string remark) =>
        Assert.StartsWith(
            remark,
            string.Join(
                ' ',
                Pasted.Command(line).Note<CommandLine>()!.Remarks.Select(noted => $"{noted.Kind} {noted.Text}")
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("")]
    [InlineData("curl")]
    [InlineData("curl -H 'A: b'")]
    [InlineData("ls -l")]
    [InlineData("curl ftp://a.example/x")]
    [InlineData("curl 'https://a.example")]
    [InlineData("curl \"$(")]
    [InlineData("curl $'\\U99999999 a")]
    public void Nothing_that_is_pasted_breaks_the_reader(string text)
    {
        var thrown = Record.Exception(() => Pasted.Command(text));
        Assert.True(thrown is null or IntakeException, thrown?.ToString());
    }
}
