# The service in an image that starts from its ahead-of-time cache:
#   make package && docker build -t tributary .
#   docker run -p 8080:8080 -v tributary:/var/lib/tributary tributary
FROM eclipse-temurin:25-jre AS unpacked
WORKDIR /work
COPY app/target/tributary-app-*.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --application-filename tributary.jar --destination /opt/tributary
COPY app/src/image/bin/ /opt/tributary/bin/

FROM eclipse-temurin:25-jre
# PostgreSQL refuses to run as root
RUN useradd --system --create-home tributary \
 && install --directory --owner tributary /var/lib/tributary
COPY --from=unpacked --chown=tributary /opt/tributary /opt/tributary
USER tributary
# in this layer and not before: the cache fits the very files and the very Java that made it
RUN /opt/tributary/bin/train
WORKDIR /var/lib/tributary
VOLUME /var/lib/tributary
EXPOSE 8080
ENTRYPOINT ["/opt/tributary/bin/tributary"]
