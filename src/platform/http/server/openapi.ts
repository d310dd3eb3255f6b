import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the OpenAPI document at /api/openapi.json and its page at /api/docs. */
export function describeApi(app: INestApplication, version: string): void {
  const about = new DocumentBuilder()
    .setTitle('Vang')
    .setDescription('Broadcast scheduling and content service for commune loudspeaker stations')
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .addCookieAuth('vang_session')
    .build();
  const document = () => SwaggerModule.createDocument(app, about);
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/openapi.json' });
}
