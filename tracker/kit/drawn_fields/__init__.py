"""Fields of forms as pages show them: what their template asks, and widgets drawn without one."""
