using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Doctors;

/// <summary>What stands in a file that is named by @FILE is one secret, whatever it holds; it never becomes words of the command line.</summary>
public sealed class SecretFileTests
{
    [Theory]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "header.prefix-doubled")]
    [InlineData("\"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.\"", "header.quoted")]
    public async Task A_file_with_more_than_a_token_is_looked_at_and_sent_nowhere(string content, string cause)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
            var result = await GatehouseProgram.RunAsync(["doctor", "--json", "--token", "@" + file]);

            Assert.Contains($"\"cause\": \"{cause}\"", result.Output, StringComparison.Ordinal);
            Assert.Contains("\"sent\": 0", result.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
