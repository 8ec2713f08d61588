using System.Reflection;
using Gatehouse.Gateway.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Sends metrics and traces by OTLP over HTTP, where the configuration names a receiver.</summary>
internal sealed class Telemetry : IDisposable
{
    private const string Service = "gatehouse";

    private readonly MeterProvider? _metrics;
    private readonly TracerProvider? _traces;

    private Telemetry(MeterProvider? metrics, TracerProvider? traces) => (_metrics, _traces) = (metrics, traces);

    /// <summary>Starts sending; nothing is sent where no receiver is named.</summary>
    public static Telemetry Start(TelemetryConfiguration configuration)
    {
        if (configuration.Otlp is not { } receiver)
        {
            return new Telemetry(metrics: null, traces: null);
        }

        var metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Describe)
            .AddMeter(GatewayMetrics.MeterName)
            .AddOtlpExporter(
                (exporter, reader) =>
                {
                    Send(exporter, receiver, "metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)
                        configuration.Interval.TotalMilliseconds;
                }
            )
            .Build();
        var traces = configuration is { Traces: true, Sample: > 0 }
            ? Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(Describe)
                .AddSource(Tracing.SourceName)
                .SetSampler(new AlwaysOnSampler())
                .AddOtlpExporter(exporter => Send(exporter, receiver, "traces"))
                .Build()
            : null;
        return new Telemetry(metrics, traces);
    }

    /// <summary>Sends what is left, and ends.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static void Describe(ResourceBuilder resource) =>
        resource.AddService(
            Service,
            serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3),
            autoGenerateServiceInstanceId: true
        );

    private static void Send(OtlpExporterOptions exporter, Uri receiver, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(receiver.AbsoluteUri.TrimEnd('/') + "/v1/" + signal);
    }
}
