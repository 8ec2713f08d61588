using System.Diagnostics;
using System.Globalization;

namespace Gatehouse.EndToEnd.Ways;

/// <summary>Python's own server, which answers every question with the same status and body.</summary>
internal sealed class PythonEndpoint : IDisposable
{
    private const string Script = """
        import http.server, sys
        class Endpoint(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                body = sys.argv[3].encode()
                self.send_response(int(sys.argv[2]))
                self.send_header("Content-Type", "application/json")
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *args):
                pass
        server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Endpoint)
        print("listening", flush=True)
        server.serve_forever()
        """;

    private readonly Process _process;

    private PythonEndpoint(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    public static async Task<PythonEndpoint> StartAsync(int port, string status, string body)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "python3 is not installed: not run.");
        var process = Process.Start(
            new ProcessStartInfo("/usr/bin/python3")
            {
                ArgumentList = { "-c", Script, port.ToString(CultureInfo.InvariantCulture), status, body },
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        Assert.Equal("listening", await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        return new PythonEndpoint(process);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
