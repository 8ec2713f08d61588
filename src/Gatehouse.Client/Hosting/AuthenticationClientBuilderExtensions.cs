using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gatehouse.Client;

/// <summary>Adds authentication to the clients of an <c>IHttpClientFactory</c>.</summary>
public static class AuthenticationClientBuilderExtensions
{
    /// <summary>Lets a client authenticate.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Its ways. Without an origin they are for that of the client's <c>BaseAddress</c>.</param>
    /// <exception cref="InvalidOperationException">The client authenticates already.</exception>
    public static IHttpClientBuilder AddAuthentication(
        this IHttpClientBuilder builder,
        Action<AuthenticationOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.AddAuthentication((_, options) => configure(options));
    }

    /// <summary>Lets a client authenticate, with what the program's services hold.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Its ways. Without an origin they are for that of the client's <c>BaseAddress</c>.</param>
    /// <exception cref="InvalidOperationException">The client authenticates already.</exception>
    public static IHttpClientBuilder AddAuthentication(
        this IHttpClientBuilder builder,
        Action<IServiceProvider, AuthenticationOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var name = builder.Name;
        var isThere = builder.Services.Any(service =>
            service.ServiceType == typeof(Authenticator) && Equals(service.ServiceKey, name)
        );
        if (isThere)
        {
            throw new InvalidOperationException(
                $"The client \"{name}\" authenticates already: name all its ways in one AddAuthentication."
            );
        }

        // Handlers live for minutes; what they learnt and their tokens live as long as the program.
        builder.Services.AddKeyedSingleton(name, (services, _) => Create(services, name, configure));
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder.AddHttpMessageHandler(services => new AuthenticationHandler(
            services.GetRequiredKeyedService<Authenticator>(name)
        ));
    }

    private static Authenticator Create(
        IServiceProvider services,
        string name,
        Action<IServiceProvider, AuthenticationOptions> configure
    )
    {
        var options = new AuthenticationOptions { Clock = services.GetRequiredService<TimeProvider>() };
        configure(services, options);
        if (options.Origins.Count == 0 && options.Schemes.Count > 0)
        {
            options.At(
                BaseAddressOf(services, name)
                    ?? throw new InvalidOperationException(
                        $"The client \"{name}\" has no BaseAddress: name the origins that its credentials are for with At."
                    )
            );
        }

        return new Authenticator(options, services.GetService<ILoggerFactory>(), name);
    }

    // What the factory will do to the client is known before it makes one.
    private static Uri? BaseAddressOf(IServiceProvider services, string name)
    {
        using var trial = new HttpClient(new HttpClientHandler(), disposeHandler: true);
        foreach (
            var action in services
                .GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>()
                .Get(name)
                .HttpClientActions
        )
        {
            action(trial);
        }

        return trial.BaseAddress;
    }
}
